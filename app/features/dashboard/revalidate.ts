/**
 * Remix leaves a page's data as it is when a form was refused. A refused edit shows what stands by now, and carries its version, so that
 * saving again is meant; an act that has become impossible is not offered once more.
 */
export function shouldRevalidate(): boolean {
  return true;
}
