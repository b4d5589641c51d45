/** The date so many days after an instant. */
export function daysFrom(now: Date, days: number): string {
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** The Wednesday so many weeks from now. Each story has one of its own, beyond what is booked in the demo. */
export function wednesdayIn(weeks: number): string {
  const now = new Date();
  return daysFrom(now, weeks * 7 + ((3 - now.getUTCDay() + 7) % 7));
}
