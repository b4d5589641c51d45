import type { Links } from '#server/platform/crypto.ts';
import type { PrismaClient } from '#server/generated/prisma/client.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { makeBooking, makeEmployee, makeSalon, makeService } from '#server/testing/factories.ts';
import { makeEntry, makeOffer, makeOpening } from '#server/testing/waitlist-factories.ts';

/** A salon that is being looked at. */
export interface Scene {
  booking: string;
  /** The same page with a service and a person chosen: it shows the calendar and the times. */
  times: string;
  offer: string;
}

const categories = ['Klipp', 'Farge', 'Styling', 'Skjegg'];
const employees = 4;
const services = 12;
const daysBooked = 10;

/**
 * A salon with a fortnight of bookings, people who wait, and an offer that lasts longer than the run.
 * @param size how many times as large it is as an ordinary one, in everything
 */
export async function makeScene(db: PrismaClient, links: Links, now: Date, size: number): Promise<Scene> {
  const salon = await makeSalon(db, { slug: `bench-${size}` });
  await db.waitlistPolicy.create({ data: { salonId: salon.id, claimExpiryMinutes: 180 } });
  const offered = [];
  for (let index = 0; index < services * size; index += 1) {
    offered.push(
      await makeService(db, salon, { category: categories[index % categories.length], position: index }),
    );
  }
  const [service] = offered;
  if (!service) throw new Error('A salon needs a service.');
  const staff = [];
  for (let index = 0; index < employees * size; index += 1) {
    staff.push(await makeEmployee(db, salon, { services: offered, position: index }));
  }
  const tomorrow = `${minutesAfter(now, 1440).toISOString().slice(0, 10)}T10:00Z`;
  for (const employee of staff) {
    for (let day = 1; day <= daysBooked; day += 1) {
      const startsAt = minutesAfter(tomorrow, day * 1440);
      await makeBooking(db, { salon, employee, services: [service], startsAt, now });
    }
  }
  for (let index = 0; index < 10 * size; index += 1) await makeEntry(db, { salon, service, now });

  const [employee] = staff;
  if (!employee) throw new Error('A salon needs an employee.');
  const opening = await makeOpening(db, {
    employee,
    startsAt: tomorrow,
    now,
    heldUntil: minutesAfter(now, 240),
  });
  const { token } = await makeOffer(db, {
    opening,
    entry: await makeEntry(db, { salon, service, now }),
    now,
    links,
  });
  const booking = `/s/${salon.slug}`;
  return {
    booking,
    times: `${booking}?service=${service.id}&employee=${employee.id}`,
    offer: `/o/${token}`,
  };
}
