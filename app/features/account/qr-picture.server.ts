import { encode } from 'uqr';

/** A QR code (ISO/IEC 18004) as the path of an SVG: one unit a module, with the quiet zone of four that readers ask for. */
export interface QrPicture {
  size: number;
  path: string;
}

export function qrPicture(text: string): QrPicture {
  const { size, data: rows } = encode(text, { ecc: 'L', border: 4 });
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return { size, path };
}
