import type { PrismaClient } from '#server/generated/prisma/client.ts';
import { createDatabase } from '#server/platform/db.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { makeBooking, makeEmployee, makeSalon, makeService } from '#server/testing/factories.ts';
import { startThrowawayApp } from '../../throwaway-app.ts';
import type { Measurement, PartResult } from '../measurement.ts';
import { openObservedApp } from '../pages/observed-app.ts';
import { toTable } from '../report.ts';
import { logIn } from '../staff.ts';

const employees = 20;
const bookingsEach = 12;
const rounds = 15;
const minutes = 30;

/** How long the server takes for a full day of a large salon, and what it asks the database for it. */
export async function measureDay(): Promise<PartResult> {
  const app = await startThrowawayApp();
  const observed = await openObservedApp(app.databaseUrl);
  const db = createDatabase({ url: app.databaseUrl, applicationName: 'ledig-bench' });
  try {
    const now = new Date();
    const large = await makeDay(db, now, employees);
    const small = await makeDay(db, now, employees / 4);
    await db.$executeRaw`ANALYZE`;
    const { id: ownerId } = await findOwner(db);
    const cookie = await logIn(db, ownerId, now);
    const taken: number[] = [];
    const more: number[] = [];
    await observed.observe(large, cookie);
    const { queries: ofSmall } = await observed.observe(small, cookie);
    for (let round = 0; round < rounds; round += 1) {
      const from = performance.now();
      const { queries } = await observed.observe(large, cookie);
      taken.push(performance.now() - from);
      more.push(queries - ofSmall);
    }
    const measurements: Measurement[] = [
      {
        name: 'The page, from the request to its last byte',
        unit: 'ms',
        against: 'the limit',
        rounds: taken,
        target: { atMost: 100 },
      },
      {
        name: 'Queries more than for a quarter of the employees',
        unit: 'queries',
        against: `the ${ofSmall} of the smaller salon`,
        rounds: more,
        target: { atMost: 0 },
      },
    ];
    console.log(toTable(measurements));
    return {
      measurements,
      method: [
        `A salon with ${employees} employees who work from nine to five and have ${bookingsEach} bookings each that day; the owner looks at the day. One request at a time, in production’s build.`,
        'Milliseconds are those of the machine named above.',
      ],
    };
  } finally {
    await db.$disconnect();
    await observed.close();
    await app.stop();
  }
}

/** @returns where the day is looked at */
async function makeDay(db: PrismaClient, now: Date, size: number): Promise<string> {
  const salon = await makeSalon(db, { slug: `day-${size}` });
  const service = await makeService(db, salon, { durationMinutes: minutes });
  // A week from now, at seven in the morning by UTC.
  const date = minutesAfter(now, 7 * 1440)
    .toISOString()
    .slice(0, 10);
  for (let index = 0; index < size; index += 1) {
    const employee = await makeEmployee(db, salon, { services: [service], position: index });
    for (let nth = 0; nth < bookingsEach; nth += 1) {
      const startsAt = minutesAfter(`${date}T07:00Z`, nth * (minutes + service.bufferAfterMinutes));
      await makeBooking(db, { salon, employee, services: [service], startsAt, now });
    }
  }
  const owner = await findOwner(db);
  await db.membership.create({
    data: { userId: owner.id, organisationId: salon.organisationId, role: 'owner' },
  });
  return `/dashboard/${salon.slug}/calendar?date=${date}`;
}

function findOwner(db: PrismaClient) {
  return db.user.findUniqueOrThrow({ where: { email: 'owner@fjord.example' } });
}
