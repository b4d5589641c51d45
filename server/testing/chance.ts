/**
 * Numbers from 0 up to 1 that look like chance and are the same each time: Marsaglia's xorshift with 32 bits,
 * https://www.jstatsoft.org/article/view/v008i14.
 * @param seed another one gives other numbers; not 0
 */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
