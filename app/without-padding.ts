/**
 * React 18 sends a buffer whole when the next sign has more bytes than are left in it. What is left are zeros, at its end, which a browser shows
 * as "�" in the middle of a word. No page has zeros of its own.
 */
export function withoutPadding(part: Buffer): Buffer {
  const end = part.indexOf(0);
  return end === -1 ? part : part.subarray(0, end);
}
