import { minutesAfter } from '#server/testing/clock.ts';
import type { TestDeps } from '#server/testing/deps.ts';
import { makeBooking, makeCustomer, makeEmployee, makeService } from '#server/testing/factories.ts';
import { makeEntry, type TestEntry } from '#server/testing/waitlist-factories.ts';
import {
  accept,
  comeFree,
  decline,
  lastOffer,
  linkOf,
  openSalon,
  staff,
  work,
} from '#server/testing/waitlist-steps.ts';
import { idOf, type BookingId, type OfferId } from '#server/platform/ids.schema.ts';
import { cancelBooking } from '../bookings/cancel-booking.ts';
import { createByStaff } from '../bookings/create-by-staff.ts';
import { settleBooking } from '../bookings/settle-booking.ts';
import { bookDirectly } from '../offers/book-directly.ts';
import { convertEntry } from '../offers/convert-entry.ts';
import { notifyEntry } from '../offers/notify-entry.ts';
import { reportUnreachable } from '../offers/report-unreachable.ts';
import { undoByOffer } from '../offers/undo-accept.ts';
import { withdrawOpening } from '../openings/withdraw-opening.ts';

/**
 * A fortnight of a salon in Oslo, in which everything happens once. The tests' clock starts on Monday 1 June 2026 at ten. A cut takes an
 * hour and costs 690 kroner; everybody who waits wants one hour of one day, so that each story has its own customers.
 */
export async function actOut(deps: TestDeps) {
  const { db, clock } = deps;
  const { salon, cut, ida } = await openSalon(deps);
  const long = await makeService(db, salon, { durationMinutes: 120, priceMinor: 120_000 });
  await db.employeeService.create({ data: { employeeId: ida.id, serviceId: long.id } });
  const jon = await makeEmployee(db, salon, { name: 'Jon', services: [cut, long] });

  const at = (date: string, hour: number) => `${date}T${String(hour).padStart(2, '0')}:00+02:00`;
  /** Somebody who joined so long ago and wants that hour. */
  const wants = (date: string, hour: number, daysAgo: number, more: object = {}): Promise<TestEntry> =>
    makeEntry(db, {
      salon,
      service: cut,
      windows: [{ dateFrom: date, fromMinute: hour * 60, untilMinute: hour * 60 + 60 }],
      now: minutesAfter(clock.now(), -daysAgo * 1440),
      ...more,
    });
  /** A booking of that hour is cancelled now, and whoever is first in line is asked. */
  const frees = async (date: string, hour: number, { employee = ida, service = cut } = {}) => {
    const freed = await comeFree(deps, { salon, employee, services: [service], startsAt: at(date, hour) });
    await deps.runJobs();
    return freed.openingId;
  };
  const pass = async (minutes: number) => {
    clock.advance(minutes);
    await work(deps);
  };
  const bookingOf = async (entry: TestEntry): Promise<BookingId> =>
    idOf<BookingId>((await lastOffer(deps, entry)).bookingId ?? '');

  // 1 June. A yes at once: 0 minutes after it came free, on the second day.
  const first = await wants('2026-06-03', 10, 2);
  await frees('2026-06-03', 10);
  await accept(deps, first);

  // A no after 2 minutes, then a yes 4 minutes after that.
  const declining = await wants('2026-06-03', 11, 9);
  const second = await wants('2026-06-03', 11, 8);
  await frees('2026-06-03', 11);
  await pass(2);
  await decline(deps, declining);
  await deps.runJobs();
  await pass(4);
  await accept(deps, second);

  // No answer from the only one, so it goes on public sale, and is booked there.
  await wants('2026-06-03', 12, 1);
  await frees('2026-06-03', 12);
  await pass(16);
  await makeBooking(db, {
    salon,
    employee: ida,
    services: [cut],
    startsAt: at('2026-06-03', 12),
    now: clock.now(),
  });

  // Staff give the time to somebody who rings, over the hold, and the offer is taken back.
  await wants('2026-06-03', 13, 3);
  await frees('2026-06-03', 13);
  const booked = await createByStaff(deps, {
    salonId: salon.id,
    serviceIds: [cut.id],
    employeeId: ida.id,
    startsAt: at('2026-06-03', 13),
    customer: { customerId: (await makeCustomer(db, salon)).id },
    notes: '',
    withdrawOpening: true,
    actor: staff,
  });
  if (!booked.ok) throw new Error(booked.reason);

  // Nobody waits for it, and nobody books it. Four hours and a bit ahead.
  await frees('2026-06-01', 15, { employee: jon });

  // Half an hour booked of two: not even half.
  const quarter = await makeService(db, salon, { durationMinutes: 30, priceMinor: 30_000 });
  await frees('2026-06-04', 9, { employee: jon, service: long });
  await makeBooking(db, {
    salon,
    employee: jon,
    services: [quarter],
    startsAt: at('2026-06-04', 9),
    now: clock.now(),
  });

  // Accepted, and taken back within the minutes for that: the time comes free again, and the next customer takes it.
  const hasty = await wants('2026-06-03', 14, 5);
  await frees('2026-06-03', 14);
  await pass(1);
  await accept(deps, hasty);
  const after = await wants('2026-06-03', 14, 4);
  await pass(1);
  await undoByOffer(deps, await linkOf(deps, hasty));
  await deps.runJobs();
  await pass(1);
  await accept(deps, after);

  // Accepted, and cancelled a day later; nobody takes it then.
  const leaving = await wants('2026-06-05', 10, 6);
  await frees('2026-06-05', 10);
  await pass(3);
  await accept(deps, leaving);

  // Staff book somebody from the list onto a free time: no offer, and no opening that anybody was asked about.
  const direct = await wants('2026-06-05', 11, 7);
  const given = await bookDirectly(deps, {
    salonId: salon.id,
    entryId: direct.id,
    employeeId: jon.id,
    startsAt: at('2026-06-05', 11),
    actor: staff,
  });
  if (!given.ok) throw new Error(given.reason);

  // Staff say yes for a customer who rings about their offer.
  const ringing = await wants('2026-06-05', 12, 10);
  await frees('2026-06-05', 12);
  await pass(5);
  await convertEntry(deps, { salonId: salon.id, entryId: ringing.id, actor: staff });

  // Two hours come free, one is taken, and the other is offered on by itself; nobody waits for that one but at another hour.
  const short = await wants('2026-06-08', 9, 20);
  await frees('2026-06-08', 9, { service: long });
  await pass(2);
  await accept(deps, short);
  await deps.runJobs();

  // Staff offer a free time by hand, and are told no.
  const asked = await wants('2026-06-08', 13, 2);
  await notifyEntry(deps, {
    salonId: salon.id,
    entryId: asked.id,
    employeeId: jon.id,
    startsAt: at('2026-06-08', 13),
    thenNext: false,
    actor: staff,
  });
  await deps.runJobs();
  await pass(1);
  await decline(deps, asked);

  // The offer reaches nobody. The time is still ahead at the end.
  const far = await wants('2026-06-20', 10, 1);
  await frees('2026-06-20', 10);
  await reportUnreachable(deps, idOf<OfferId>((await lastOffer(deps, far)).id));
  await pass(1);

  // 2 June. The one of 5 June ten o'clock is cancelled again.
  clock.set('2026-06-02T12:00+02:00');
  await cancelBooking(deps, { salonId: salon.id, bookingId: await bookingOf(leaving), actor: staff });
  await work(deps);

  // Somebody who has an appointment on 10 June comes on 4 June in its place, and leaves that one free.
  const kari = await makeCustomer(db, salon);
  const later = await makeBooking(db, {
    salon,
    employee: ida,
    services: [cut],
    customer: kari,
    startsAt: at('2026-06-10', 10),
    now: clock.now(),
  });
  const earlier = await wants('2026-06-04', 10, 3, { customer: kari, movesBookingId: later.id });
  await frees('2026-06-04', 10);
  await pass(10);
  await accept(deps, earlier);
  await work(deps);

  // A yes, and then they do not come.
  const absent = await wants('2026-06-04', 12, 14);
  await frees('2026-06-04', 12);
  await pass(2);
  await accept(deps, absent);

  // 40 minutes before the salon's notice ends, the offer is cut short and runs out.
  clock.set('2026-06-03T15:20+02:00');
  await wants('2026-06-03', 16, 1);
  await frees('2026-06-03', 16);
  await pass(12);

  // 12 June, when the report is read.
  clock.set('2026-06-04T13:30+02:00');
  await settleBooking(deps, {
    salonId: salon.id,
    bookingId: await bookingOf(absent),
    as: 'no_show',
    actor: staff,
  });
  clock.set('2026-06-12T10:00+02:00');
  await work(deps);
  // Withdrawn, and ahead.
  const withdrawn = await frees('2026-06-19', 10, { employee: jon });
  await deps.inTransaction((tx) =>
    withdrawOpening(tx, { salonId: salon.id, openingId: withdrawn, actor: staff }),
  );
  // Being offered now.
  const waiting = await wants('2026-06-19', 12, 30);
  await frees('2026-06-19', 12);
  return { salon, cut, ida, jon, waiting };
}
