// eslint-disable-next-line no-restricted-syntax -- the phone's own clock is what this is about
const wallClock = () => Date.now();

/**
 * Starts to measure. @returns how many milliseconds have passed since
 *
 * A page's own clock stops while the phone sleeps, and the one on the wall jumps when somebody sets it. The one that is further on counts:
 * better to say too little is left until the server is asked than too much.
 */
export function timePassed(): () => number {
  const [page, wall] = [performance.now(), wallClock()];
  return () => Math.max(performance.now() - page, wallClock() - wall);
}
