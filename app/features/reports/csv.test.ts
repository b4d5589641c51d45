import { describe, expect, test } from 'vitest';
import { csvFile, csvResponse } from './csv.ts';

describe('a file of numbers and names', () => {
  test('has a line for each row, and the mark of UTF-8 first', () => {
    expect(
      csvFile([
        ['Cause', 'Times'],
        ['Åse & sønn', 3],
      ]),
    ).toBe('\uFEFFCause,Times\r\nÅse & sønn,3\r\n');
  });

  test('keeps commas, quotes and lines inside their cell', () => {
    expect(csvFile([['a,b', 'say "hei"', 'one\ntwo', null]])).toBe(
      '\uFEFF"a,b","say ""hei""","one\ntwo",\r\n',
    );
  });

  test.each(['=1+1', '+47', '-2', '@sum', '\tx', '\rx'])('%j is text in a spreadsheet too', (text) => {
    expect(csvFile([[text]])).toContain(`'${text}`);
  });

  test('a number below zero stays a number', () => {
    expect(csvFile([[-2.5]])).toBe('\uFEFF-2.5\r\n');
  });
});

test('a download is named, and nobody keeps it on the way', async () => {
  const response = csvResponse('fjord-causes-2026-06-01-2026-06-30', [['a']]);
  expect(response.headers.get('Content-Disposition')).toBe(
    'attachment; filename="fjord-causes-2026-06-01-2026-06-30.csv"',
  );
  expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('Cache-Control')).toBe('no-store');
  expect(new Uint8Array(await response.arrayBuffer()).slice(0, 3)).toEqual(
    new Uint8Array([0xef, 0xbb, 0xbf]),
  );
});
