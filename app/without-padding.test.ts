import { Writable } from 'node:stream';
import { createElement } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { expect, test } from 'vitest';
import { withoutPadding } from './without-padding.ts';

/** A page of nothing but signs of two bytes, each beginning at an odd place. */
function rendered(treat: (part: Buffer) => Buffer): Promise<string> {
  const words = Array.from({ length: 400 }, (_, index) => createElement('b', { key: index }, 'åååååå'));
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const { pipe } = renderToPipeableStream(createElement('p', null, words), {
      onAllReady: () =>
        pipe(
          new Writable({
            write(part: Buffer, _encoding, done) {
              parts.push(treat(part));
              done();
            },
            final: (done) => {
              resolve(Buffer.concat(parts).toString());
              done();
            },
          }),
        ),
      onError: reject,
    });
  });
}

test('what React leaves empty at the end of its buffers is no part of the page', async () => {
  expect(await rendered(withoutPadding)).toBe(`<p>${'<b>åååååå</b>'.repeat(400)}</p>`);
  // As long as this holds; once it does not, this file can go.
  expect(await rendered((part) => part)).toContain('\0');
});
