/** An amount as people write it ("690", "1 290,50") in minor units of a currency with so many decimals; NaN for what is no amount. */
export function readAmount(text: string, decimals: number): number {
  const written = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  const match = /^(\d{1,9})(?:\.(\d+))?$/.exec(written);
  const [, whole = '', fraction = ''] = match ?? [];
  if (!match || fraction.length > decimals) return Number.NaN;
  return Number(whole + fraction.padEnd(decimals, '0'));
}
