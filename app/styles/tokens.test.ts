import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contrast } from '#server/modules/salon/accent.schema.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const dark = css.slice(css.indexOf('@media (prefers-color-scheme: dark)'), css.indexOf('--accent-wash'));
const light = css.slice(0, css.indexOf('@media (prefers-color-scheme: dark)'));

function token(theme: string, name: string): string {
  const found = new RegExp(`--${name}:[^;]*(#[0-9a-f]{6})`).exec(theme)?.[1];
  if (!found) throw new Error(`no colour --${name}`);
  return found;
}

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s theme', (_, theme) => {
  test.each(['paper', 'surface', 'sunken'])('text can be read on %s', (ground) => {
    for (const text of ['ink', 'ink-soft', 'accent', 'bad']) {
      expect(contrast(token(theme, text), token(theme, ground)), text).toBeGreaterThanOrEqual(4.5);
    }
    for (const line of ['edge', 'focus']) {
      expect(contrast(token(theme, line), token(theme, ground)), line).toBeGreaterThanOrEqual(3);
    }
  });

  test.each(['good', 'warn', 'bad', 'calm'])('%s can be read on its wash and on cards', (tone) => {
    expect(contrast(token(theme, tone), token(theme, `${tone}-wash`))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(token(theme, 'ink'), token(theme, `${tone}-wash`))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(token(theme, tone), token(theme, 'surface'))).toBeGreaterThanOrEqual(4.5);
  });

  test('a button can be read', () => {
    expect(contrast(token(theme, 'on-accent'), token(theme, 'accent'))).toBeGreaterThanOrEqual(4.5);
  });
});

describe('motion', () => {
  const app = path.join(import.meta.dirname, '..');

  test('takes no time for who asked for less of it', () => {
    const [usual = '', reduced = ''] = css.split('@media (prefers-reduced-motion: reduce)');
    const durations = usual.match(/--[a-z]+(?=: \d+m?s;)/g) ?? [];
    expect(durations.length).toBeGreaterThan(0);
    for (const duration of durations) expect(reduced).toContain(`${duration}: 0ms;`);
  });

  test('takes its time from those alone', () => {
    const ownTimes = globSync('**/*.{tsx,css}', { cwd: app }).filter((file) =>
      /\bduration-[\d[]|\banimate-|duration: *\d/.test(readFileSync(path.join(app, file), 'utf8')),
    );
    expect(ownTimes).toEqual([]);
  });
});
