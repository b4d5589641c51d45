// The GSM 7-bit default alphabet and its extension table: 3GPP TS 23.038, 6.2.1 and 6.2.1.1.
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const extended = '\f^{}\\[~]|€';

const septets = new Map<string, number>([
  ...[...basic].map((character) => [character, 1] as const),
  ...[...extended].map((character) => [character, 2] as const),
]);

/** What typography has a plain sign for: one curly quote would make the whole message cost twice as much. */
const plain = new Map([
  ['‘', "'"],
  ['’', "'"],
  ['“', '"'],
  ['”', '"'],
  ['«', '"'],
  ['»', '"'],
  ['–', '-'],
  ['—', '-'],
  ['…', '...'],
  ['\u00a0', ' '],
  ['\u202f', ' '],
]);

/** Replaces typographic signs by plain ones. Letters stay as they are: a name is never spelled another way. */
export function plainSigns(text: string): string {
  return text.replace(/[‘’“”«»–—…\u00a0\u202f]/g, (sign) => plain.get(sign) ?? sign);
}

/**
 * How many segments a text is billed as: 160 septets fit one message, 153 each part of a longer one; with any character
 * outside the GSM alphabet 70 and 67 UTF-16 units (3GPP TS 23.040, 9.2.3.24.1). A pair that makes one character is not
 * divided between two parts.
 */
export function smsSegments(text: string): number {
  const costs = [...text].map((character) => septets.get(character));
  if (costs.every((cost) => cost !== undefined)) return count(costs, 160, 153);
  return count(
    [...text].map((character) => character.length),
    70,
    67,
  );
}

function count(costs: readonly number[], whole: number, part: number): number {
  if (costs.reduce((sum, cost) => sum + cost, 0) <= whole) return 1;
  let parts = 1;
  let room = part;
  for (const cost of costs) {
    if (cost > room) {
      parts += 1;
      room = part;
    }
    room -= cost;
  }
  return parts;
}
