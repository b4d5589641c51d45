/** How many minutes the clocks of `here` are behind those of `there` at an instant; negative when they are ahead. */
export function minutesBehind(instant: string, here: string, there: string): number {
  return Math.round((clockIn(there, instant) - clockIn(here, instant)) / 60_000);
}

/** What the clock on the wall shows, as if it were UTC. */
function clockIn(timeZone: string, instant: string): number {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return Date.parse(`${shown.format(new Date(instant)).replace(' ', 'T')}Z`);
}
