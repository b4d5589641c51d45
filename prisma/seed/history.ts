import { Prisma } from '#server/generated/prisma/client.ts';
import { hashToken } from '#server/platform/crypto.ts';
import {
  newId,
  type BookingId,
  type CustomerId,
  type EntryId,
  type OfferId,
  type OpeningId,
} from '#server/platform/ids.schema.ts';
import { placeInRow, rangeOf } from '#server/modules/bookings/bookings.rules.ts';
import { emailKeyOf } from '#server/modules/salon/customers/contact.rules.ts';
import { localTimeAt } from '#server/modules/salon/local-time.ts';
import type { LifecycleReason } from '#server/modules/waitlist/waitlist.schema.ts';
import type { People } from './names.ts';
import type { Random } from './random.ts';
import { after, type Scene } from './scene.ts';
import { timeZone, type SeededEmployee, type SeededService } from './write-salons.ts';

// The weeks before those that are acted out: times that came free, who was asked and what became of it, so that the report has something
// to tell. Rows are written as they ended; only the entries are moved step by step, since the database writes their history.

const hour = 60;
const day = 24 * hour;
const lastDay = -9;

/** How long before its start a time comes free: shares that add up to one. */
const leads: readonly (readonly [share: number, from: number, until: number])[] = [
  [0.14, 90, 3 * hour],
  [0.2, 3 * hour, 12 * hour],
  [0.24, 12 * hour, 24 * hour],
  [0.24, day, 3 * day],
  [0.12, 3 * day, 7 * day],
  [0.06, 7 * day, 12 * day],
];

type Ending = 'accepted' | 'declined' | 'expired';

interface Asked {
  entryId: EntryId;
  offerId: OfferId;
  customerId: CustomerId;
  joinedAt: Date;
  askedAt: Date;
  endedAt: Date;
  ending: Ending;
}

/** With what it was about, and what came of it. */
interface Told extends Asked {
  service: SeededService;
  startsAt: Date;
  bookingId: BookingId | null;
}

/** Plain rows, all of a kind in one statement. */
class Rows {
  readonly customers: Prisma.CustomerCreateManyInput[] = [];
  readonly bookings: Prisma.BookingCreateManyInput[] = [];
  readonly items: Prisma.BookingItemCreateManyInput[] = [];
  readonly calendarItems: Prisma.CalendarItemCreateManyInput[] = [];
  readonly openings: Prisma.OpeningCreateManyInput[] = [];
  readonly offers: Prisma.OfferCreateManyInput[] = [];
  readonly messages: Prisma.MessageCreateManyInput[] = [];
}

/** One time that came free for each of so many working days back. */
export async function writeHistory(
  scene: Scene,
  { people, random, times }: { people: People; random: Random; times: number },
): Promise<void> {
  const history = new History(scene, people, random);
  for (let index = 0; index < times; index += 1) history.freeTime(lastDay - index);
  await history.write();
}

class History {
  readonly #scene: Scene;
  readonly #people: People;
  readonly #random: Random;
  readonly #rows = new Rows();
  readonly #asked: Told[] = [];

  constructor(scene: Scene, people: People, random: Random) {
    this.#scene = scene;
    this.#people = people;
    this.#random = random;
  }

  freeTime(dayOffset: number): void {
    const { salon, calendar } = this.#scene;
    const random = this.#random;
    const employee = random.pick(salon.employees);
    const service = random.pick(
      salon.services.filter(
        ({ key, durationMinutes }) => employee.services.includes(key) && durationMinutes <= 120,
      ),
    );
    const startsAt = calendar.reserve(employee, service, dayOffset, random.between(0, 3) * 30);
    const madeAt = byDay(after(startsAt, -this.#lead()));
    const leadMinutes = (startsAt.getTime() - madeAt.getTime()) / 60_000;
    const cancelled = this.#book(
      service,
      employee,
      startsAt,
      after(madeAt, -random.between(1, 9) * day),
      'cancelled',
      madeAt,
    );
    const openingId = newId<OpeningId>();

    // The nearer the time, the fewer can make it.
    const willing = leadMinutes < 3 * hour ? 0.2 : leadMinutes < day ? 0.33 : 0.5;
    const most = leadMinutes < 3 * hour ? random.between(0, 2) : random.between(1, 5);
    const asked: Asked[] = [];
    let at = after(madeAt, random.between(0, 1));
    while (asked.length < most && asked.at(-1)?.ending !== 'accepted') {
      const roll = random.next();
      const ending: Ending =
        roll < willing ? 'accepted' : roll < willing + (1 - willing) / 2 ? 'declined' : 'expired';
      const endedAt = after(at, ending === 'expired' ? 15 : random.between(1, 13));
      asked.push({
        entryId: newId(),
        offerId: newId(),
        customerId: this.#customer(service),
        joinedAt: after(madeAt, -random.between(8 * hour, 21 * day)),
        askedAt: at,
        endedAt,
        ending,
      });
      at = endedAt;
    }

    const taken = asked.at(-1)?.ending === 'accepted';
    const roll = random.next();
    const bookingId = taken
      ? this.#book(
          service,
          employee,
          startsAt,
          at,
          roll < 0.05 ? 'no_show' : 'completed',
          startsAt,
          'waitlist',
          asked.at(-1)?.customerId,
        )
      : null;
    // What nobody on the list took: some of it sells, and now and then staff take it back for somebody who rings.
    const isWithdrawn = !taken && roll < 0.1;
    if (!taken && roll < 0.42)
      this.#book(
        service,
        employee,
        startsAt,
        after(at, 20),
        'completed',
        startsAt,
        isWithdrawn ? 'staff' : 'public',
      );

    const { from, until } = rangeOf(this.#place(service, employee, startsAt));
    this.#rows.openings.push({
      id: openingId,
      salonId: salon.id,
      calendarId: employee.calendarId,
      employeeId: employee.id,
      startsAt,
      freeFrom: from,
      freeUntil: until,
      status: taken ? 'filled' : isWithdrawn ? 'withdrawn' : 'exhausted',
      cause: random.chance(0.14) ? 'booking_rescheduled' : 'booking_cancelled',
      causeBookingId: cancelled,
      offersAtOnce: 1,
      heldUntil: after(at, 5),
      offersUntil: after(madeAt, 240),
      needsMatch: false,
      offersMade: asked.length,
      createdAt: madeAt,
      closedAt: at,
    });
    for (const [index, one] of asked.entries()) {
      const accepted = one.ending === 'accepted';
      this.#rows.offers.push({
        id: one.offerId,
        waitlistEntryId: one.entryId,
        openingId,
        salonId: salon.id,
        employeeId: employee.id,
        calendarId: employee.calendarId,
        serviceId: service.id,
        slotStart: startsAt,
        slotEnd: after(startsAt, service.durationMinutes),
        rangeStart: from,
        rangeEnd: until,
        priceMinor: service.priceMinor,
        currency: 'NOK',
        status: one.ending,
        batchPosition: 1,
        attemptNo: index + 1,
        tokenHash: hashToken(this.#scene.stage.links.signLink('offer', { id: one.offerId, version: 1 })),
        tokenExpiresAt: after(one.askedAt, 15),
        respondedAt: one.ending === 'expired' ? null : one.endedAt,
        responseChannel: one.ending === 'expired' ? null : 'web',
        bookingId: accepted ? bookingId : null,
        createdAt: one.askedAt,
        closedAt: one.endedAt,
      });
      this.#asked.push({ ...one, service, startsAt, bookingId: accepted ? bookingId : null });
    }
  }

  async write(): Promise<void> {
    const { db } = this.#scene.stage;
    await db.customer.createMany({ data: this.#rows.customers });
    await db.booking.createMany({ data: this.#rows.bookings });
    await db.bookingItem.createMany({ data: this.#rows.items });
    await db.calendarItem.createMany({ data: this.#rows.calendarItems });
    await db.opening.createMany({ data: this.#rows.openings });
    for (const asked of this.#asked) await this.#live(asked);
    await db.preferenceWindow.createMany({
      data: this.#asked.map(({ entryId, startsAt, service }) => {
        const { date, minute } = localTimeAt(startsAt, timeZone);
        return {
          entryId,
          dateFrom: new Date(date),
          dateUntil: new Date(date),
          fromMinute: minute,
          untilMinute: minute + service.durationMinutes,
        };
      }),
    });
    await db.offer.createMany({ data: this.#rows.offers });
    for (const asked of this.#asked) this.#tell(asked);
    await db.message.createMany({ data: this.#rows.messages });
  }

  /** An entry from joining to its end, each step with its reason and its moment. */
  async #live({ entryId, customerId, service, startsAt, bookingId, ...asked }: Told): Promise<void> {
    const { db } = this.#scene.stage;
    const contact = this.#rows.customers.find(({ id }) => id === customerId);
    const { date } = localTimeAt(startsAt, timeZone);
    await db.$executeRaw`
      INSERT INTO waitlist_entries (
        id, salon_id, customer_id, status, customer_name, customer_email, customer_phone, locale, service_id, preferred_date,
        preference_mode, last_window_date, wish_changed_at, priority_score_snapshot, priority_score_parts, created_at, updated_at
      )
      SELECT ${entryId}::uuid, ${this.#scene.salon.id}::uuid, ${customerId}::uuid, 'waiting', ${contact?.name}, ${contact?.email},
        ${contact?.phone}, ${contact?.locale}, ${service.id}::uuid, ${date}::date, 'day_flexible', ${date}::date,
        ${asked.joinedAt}::timestamptz, 0, '[]', ${asked.joinedAt}::timestamptz, ${asked.joinedAt}::timestamptz
      FROM set_lifecycle_context('created_public', 'customer', ${customerId}, '{}', ${asked.joinedAt}::timestamptz)`;
    const move = (reason: LifecycleReason, at: Date, columns: Prisma.Sql) => db.$executeRaw`
      UPDATE waitlist_entries SET ${columns}, updated_at = ${at}::timestamptz
      FROM set_lifecycle_context(${reason}, 'system', NULL, ${JSON.stringify({ offerId: asked.offerId })}::jsonb, ${at}::timestamptz)
      WHERE id = ${entryId}::uuid`;
    await move(
      'slot_matched',
      asked.askedAt,
      Prisma.sql`status = 'notified', notified_at = ${asked.askedAt}::timestamptz, expires_at = ${after(asked.askedAt, 15)}::timestamptz`,
    );
    if (asked.ending === 'accepted') {
      await move(
        'claim_accepted',
        asked.endedAt,
        Prisma.sql`status = 'booked', booking_id = ${bookingId}::uuid, expires_at = NULL`,
      );
    } else if (asked.ending === 'expired') {
      await move(
        'offer_timed_out_final',
        asked.endedAt,
        Prisma.sql`status = 'expired', expires_at = NULL, decline_count = 1, last_miss_at = ${asked.endedAt}::timestamptz`,
      );
    } else {
      const until = after(asked.endedAt, hour);
      await move(
        'offer_declined',
        asked.endedAt,
        Prisma.sql`status = 'cooldown', expires_at = NULL, decline_count = 1, last_miss_at = ${asked.endedAt}::timestamptz,
          cooldown_until = ${until}::timestamptz, cooldown_reason = 'offer_declined'`,
      );
      await move(
        'window_passed',
        after(startsAt, service.durationMinutes),
        Prisma.sql`status = 'expired', cooldown_until = NULL, cooldown_reason = NULL`,
      );
    }
  }

  #tell({ entryId, offerId, customerId, askedAt, endedAt, bookingId }: Told): void {
    const contact = this.#rows.customers.find(({ id }) => id === customerId);
    const message = (template: string, createdAt: Date, about: { offerId?: string; bookingId?: string }) => {
      for (const channel of ['sms', 'email'] as const) {
        const recipient = channel === 'sms' ? contact?.phone : contact?.email;
        if (!recipient || !contact) continue;
        this.#rows.messages.push({
          salonId: this.#scene.salon.id,
          customerId,
          waitlistEntryId: entryId,
          ...about,
          channel,
          template,
          locale: contact.locale,
          recipient,
          linkVersion: 1,
          status: 'sent',
          idempotencyKey: `${template}:${offerId}:v1:${channel}`,
          attempts: 1,
          provider: 'inbox',
          providerId: offerId,
          segments: channel === 'sms' ? 1 : null,
          createdAt,
          sentAt: after(createdAt, 1 / 30),
        });
      }
    };
    message('offer', askedAt, { offerId });
    if (bookingId) message('booking_confirmed', endedAt, { bookingId });
  }

  #lead(): number {
    let roll = this.#random.next();
    for (const [share, from, until] of leads) {
      if (roll < share) return this.#random.between(from, until);
      roll -= share;
    }
    return day;
  }

  #customer(service: SeededService): CustomerId {
    const { salon } = this.#scene;
    const { name, email, phone } = this.#people(service.key);
    const id = newId<CustomerId>();
    this.#rows.customers.push({
      id,
      organisationId: salon.organisationId,
      name,
      email,
      emailKey: email === null ? null : emailKeyOf(email),
      phone,
      locale: salon.data.locale,
    });
    return id;
  }

  #place(service: SeededService, employee: SeededEmployee, startsAt: Date) {
    return placeInRow([service], startsAt, { employeeId: employee.id, calendarId: employee.calendarId });
  }

  #book(
    service: SeededService,
    employee: SeededEmployee,
    startsAt: Date,
    madeAt: Date,
    status: 'cancelled' | 'completed' | 'no_show',
    settledAt: Date,
    source: 'public' | 'staff' | 'waitlist' = 'public',
    customerId: CustomerId = this.#customer(service),
  ): BookingId {
    const { salon } = this.#scene;
    const id = newId<BookingId>();
    const placed = this.#place(service, employee, startsAt);
    this.#rows.bookings.push({
      id,
      salonId: salon.id,
      customerId,
      status,
      startsAt,
      endsAt: after(startsAt, service.durationMinutes),
      priceMinor: service.priceMinor,
      currency: 'NOK',
      source,
      locale: salon.data.locale,
      createdAt: madeAt,
      updatedAt: settledAt,
      ...(status === 'cancelled' && { cancelledAt: settledAt, cancelledBy: 'customer' }),
    });
    for (const [position, item] of placed.entries()) {
      const itemId = crypto.randomUUID();
      this.#rows.items.push({ ...item, id: itemId, bookingId: id, position });
      if (status === 'cancelled') continue;
      const { from, until } = rangeOf([item]);
      this.#rows.calendarItems.push({
        calendarId: employee.calendarId,
        kind: 'booking',
        bookingItemId: itemId,
        startsAt: from,
        endsAt: until,
      });
    }
    return id;
  }
}

/** People cancel while they are awake: what falls into the night was done the evening before. */
function byDay(time: Date): Date {
  const { minute } = localTimeAt(time, timeZone);
  if (minute >= 7 * hour && minute < 22 * hour) return time;
  return after(time, -((minute + day - 20 * hour) % day) - (minute % 50));
}
