import { listEntries } from '#server/modules/waitlist/list-entries.ts';
import { listEntriesInput, type ListEntriesInput } from '#server/modules/waitlist/waitlist.schema.ts';
import { openBenchDatabase } from '../bench-database.ts';
import type { Measurement, PartResult } from '../measurement.ts';
import { toTable } from '../report.ts';
import { makeCrowd } from './crowd.ts';

const entries = 50_000;
const rounds = 9;

/** How long staff's list takes when very many stand in it. */
export async function measureList(): Promise<PartResult> {
  const { db, stop } = await openBenchDatabase();
  try {
    const { salonId, serviceId, employeeId, date } = await makeCrowd(db, new Date(), entries);
    const active: ListEntriesInput['statuses'] = ['waiting', 'notified', 'cooldown'];
    const asked: Record<string, Omit<ListEntriesInput, 'salonId'>> = {
      'who is asked first': { statuses: active },
      'everybody, newest first': { sort: 'newest' },
      'everybody, by name': { sort: 'name' },
      'waiting longest': { statuses: active, sort: 'oldest' },
      'one service': { statuses: active, serviceId },
      'one employee': { statuses: active, employeeId },
      'one day': { statuses: active, date },
      'part of a name': { statuses: active, search: 'abcd' },
      'part of a number, everybody': { search: '4123', sort: 'newest' },
      'service, employee, day and text': { statuses: active, serviceId, employeeId, date, search: 'ab' },
    };
    const measurements: Measurement[] = [];
    for (const [what, filter] of Object.entries(asked)) {
      const input = listEntriesInput.parse({ salonId, ...filter });
      await listEntries(db, input);
      const taken: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const from = performance.now();
        await listEntries(db, input);
        taken.push(performance.now() - from);
      }
      measurements.push({
        name: `First page: ${what}`,
        unit: 'ms',
        against: 'the limit',
        rounds: taken,
        target: { atMost: 50 },
      });
    }
    console.log(toTable(measurements));
    return {
      measurements,
      method: [
        `A salon with ${entries.toLocaleString('en')} entries, of which ${(entries * 0.7).toLocaleString('en')} wait or are paused, in a database of its own; nothing else asks it.`,
        'The whole procedure as the page calls it, with the counts by state and all that a row shows. Milliseconds are those of the machine named above.',
      ],
    };
  } finally {
    await stop();
  }
}
