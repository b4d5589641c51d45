import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accentOf, contrast } from './accent.schema.ts';

const tokens = readFileSync(new URL('../../../app/styles/tokens.css', import.meta.url), 'utf8');
const sunken = [...tokens.matchAll(/--sunken: (#[0-9a-f]{6})/g)].map((match) => match[1] ?? '');

const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
const surface = [...tokens.matchAll(/--surface: (#[0-9a-f]{6})/g)].map((match) => match[1] ?? '');
const strength = [...tokens.matchAll(/--accent-strength: (\d+)%/g)].map((match) => Number(match[1]) / 100);

/** `--accent-wash` as the browser mixes it; theme 0 is the light one. */
function wash(accent: string, theme: 0 | 1): string {
  const part = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  const share = strength[theme] ?? 0;
  return `#${[1, 3, 5]
    .map((at) => Math.round(part(accent, at) * share + part(surface[theme] ?? '', at) * (1 - share)))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
}

describe("a salon's accent colour", () => {
  test('can be read in both themes, whatever the salon chose', () => {
    fc.assert(
      fc.property(anyColour, (hex) => {
        const accent = accentOf(hex);
        expect(contrast(accent?.light ?? '', sunken[0] ?? '')).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accent?.dark ?? '', sunken[1] ?? '')).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accent?.light ?? '', wash(accent?.light ?? '', 0))).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accent?.dark ?? '', wash(accent?.dark ?? '', 1))).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  test('stays as it is where it can be read already', () => {
    expect(accentOf('#27604f')?.light).toBe('#27604f');
    expect(accentOf('#86c9b2')?.dark).toBe('#86c9b2');
  });

  test.each([null, undefined, '', 'green', '#fff', '#27604f;}body{display:none'])(
    '%s is no colour',
    (hex) => {
      expect(accentOf(hex)).toBeNull();
    },
  );
});
