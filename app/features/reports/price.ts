/** An amount as people write it ("0,45", "0.45 ") in millionths; null for nothing, NaN for what is no amount. */
export function readPrice(text: string): number | null {
  const written = text.trim().replace(',', '.');
  if (written === '') return null;
  return /^\d{1,6}(\.\d{0,6})?$/.test(written) ? Math.round(Number(written) * 1_000_000) : Number.NaN;
}
