import { addDays, edgeOf, localDateAt, localDays } from '#server/modules/salon/local-time.ts';
import { holidays, timeZone, type SeededEmployee, type SeededService } from './write-salons.ts';

/** What of somebody's time is spoken for, so that nothing else is put there. */
export interface Taken {
  from: number;
  until: number;
}

/** The days around today, and who works when on them; instants in epoch minutes. */
export class SeedCalendar {
  readonly today: string;
  readonly #closed: Set<string>;
  readonly #taken = new Map<string, Taken[]>();

  constructor(now: Date) {
    this.today = localDateAt(now, timeZone);
    this.#closed = new Set(holidays(now));
  }

  /** Minus for days before today. */
  dateAt(dayOffset: number): string {
    return addDays(this.today, dayOffset);
  }

  /** The local date and minute as an instant. */
  instant(date: string, minute: number): Date {
    return new Date(this.#minute(date, minute) * 60_000);
  }

  /** The stretches that someone works on a date, less what is spoken for. */
  free(employee: SeededEmployee, date: string): Taken[] {
    const taken = this.#taken.get(employee.key) ?? [];
    return this.#stretches(employee, date).flatMap((stretch) => subtract(stretch, taken));
  }

  take(employee: SeededEmployee, { from, until }: Taken): void {
    const taken = this.#taken.get(employee.key) ?? [];
    taken.push({ from, until });
    this.#taken.set(employee.key, taken);
  }

  /**
   * Speaks for the first time that someone has for a service at least `minutesIn` into one of their stretches, on the first day from
   * `dayOffset` on (or back from it, when it is before today).
   */
  reserve(employee: SeededEmployee, service: SeededService, dayOffset: number, minutesIn = 0): Date {
    const step = dayOffset < 0 ? -1 : 1;
    for (let offset = dayOffset; Math.abs(offset - dayOffset) < 14; offset += step) {
      for (const { from, until } of this.free(employee, this.dateAt(offset))) {
        const start = from + minutesIn + service.bufferBeforeMinutes;
        const end = start + service.durationMinutes + service.bufferAfterMinutes;
        // Saturdays are full anyway.
        if (end <= until && !this.#isSaturday(offset)) {
          this.take(employee, { from: start - service.bufferBeforeMinutes, until: end });
          return new Date(start * 60_000);
        }
      }
    }
    throw new Error(`${employee.name} has no time for ${service.name}.`);
  }

  #isSaturday(dayOffset: number): boolean {
    return localDays(timeZone, this.dateAt(dayOffset), 1)[0]?.weekday === 6;
  }

  #stretches(employee: SeededEmployee, date: string): Taken[] {
    const [day] = localDays(timeZone, date, 1);
    if (!day || this.#closed.has(date)) return [];
    return (employee.hours[day.weekday] ?? []).map(([from, until]) => ({
      from: edgeOf(day, from),
      until: edgeOf(day, until),
    }));
  }

  #minute(date: string, minute: number): number {
    const [day] = localDays(timeZone, date, 1);
    if (!day) throw new Error(`There is no ${date}.`);
    return edgeOf(day, minute);
  }
}

function subtract(stretch: Taken, taken: readonly Taken[]): Taken[] {
  let pieces = [stretch];
  for (const { from, until } of taken) {
    pieces = pieces.flatMap((piece) =>
      until <= piece.from || piece.until <= from
        ? [piece]
        : [
            { from: piece.from, until: from },
            { from: until, until: piece.until },
          ].filter((rest) => rest.from < rest.until),
    );
  }
  return pieces;
}
