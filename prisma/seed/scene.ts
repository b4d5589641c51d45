import type { Actor } from '#server/platform/actor.ts';
import {
  idOf,
  type BookingId,
  type CustomerId,
  type EmployeeId,
  type EntryId,
  type OfferId,
  type OpeningId,
} from '#server/platform/ids.schema.ts';
import { placeInRow } from '#server/modules/bookings/bookings.rules.ts';
import { cancelBooking } from '#server/modules/bookings/cancel-booking.ts';
import { insertBooking } from '#server/modules/bookings/insert-booking.ts';
import { queueMessages } from '#server/modules/notifications/queue-messages.ts';
import { answerOffer } from '#server/modules/offers/answer-offer.ts';
import { expireOffer } from '#server/modules/offers/expire-offers.ts';
import { matchOpening } from '#server/modules/offers/match-opening.ts';
import { normaliseContact } from '#server/modules/salon/customers/contact.rules.ts';
import { findOrCreateCustomer } from '#server/modules/salon/customers/find-or-create-customer.ts';
import { localTimeAt } from '#server/modules/salon/local-time.ts';
import { addEntry } from '#server/modules/waitlist/add-entry.ts';
import { wishSchema, type WishInput } from '#server/modules/waitlist/waitlist.schema.ts';
import type { SeedCalendar } from './calendar.ts';
import type { People, Person } from './names.ts';
import type { Stage } from './stage.ts';
import { timeZone, type SeededEmployee, type SeededSalon, type SeededService } from './write-salons.ts';

const minuteMs = 60_000;

export function after(time: Date, minutes: number): Date {
  return new Date(time.getTime() + minutes * minuteMs);
}

/** One salon's staff and customers, and what they do; each deed at a time that is given. */
export class Scene {
  readonly #stage: Stage;
  readonly salon: SeededSalon;
  readonly calendar: SeedCalendar;
  readonly #people: People;

  constructor(stage: Stage, salon: SeededSalon, calendar: SeedCalendar, people: People) {
    this.#stage = stage;
    this.salon = salon;
    this.calendar = calendar;
    this.#people = people;
  }

  get stage(): Stage {
    return this.#stage;
  }

  service(key: string): SeededService {
    return named(this.salon.services, key);
  }

  employee(key: string): SeededEmployee {
    return named(this.salon.employees, key);
  }

  /** Joins the waitlist, by the public page unless staff do it. */
  async join(
    time: Date,
    serviceKey: string,
    wish: Omit<WishInput, 'serviceId' | 'employeeIds'> & { employees?: string[] },
    more: { by?: Actor; notes?: string; moves?: BookingId; person?: Person } = {},
  ): Promise<EntryId> {
    const { employees = [], ...rest } = wish;
    const contact = more.person ?? this.#people(serviceKey);
    return this.#stage.at(time, async (tx) => {
      const moved = more.moves
        ? await tx.db.booking.findUniqueOrThrow({ where: { id: more.moves }, select: { customerId: true } })
        : null;
      const added = await addEntry(tx, {
        salonId: this.salon.id,
        wish: wishSchema.parse({
          ...rest,
          serviceId: this.service(serviceKey).id,
          employeeIds: employees.map((key): EmployeeId => this.employee(key).id),
        }),
        contact,
        locale: this.salon.data.locale,
        notes: more.notes,
        moves:
          more.moves && moved
            ? { bookingId: more.moves, customerId: idOf<CustomerId>(moved.customerId) }
            : undefined,
        actor: more.by ?? { type: 'customer', id: null },
        by: more.by ? 'staff' : 'public',
      });
      if (!added.ok) throw new Error(`Could not join: ${JSON.stringify(added)}`);
      await queueMessages(tx, [{ template: 'waitlist_joined', entryId: added.entryId }]);
      return added.entryId;
    });
  }

  /** Somebody's wish for just about this slot. */
  joinFor(
    time: Date,
    serviceKey: string,
    employeeKey: string,
    startsAt: Date,
    more: Parameters<Scene['join']>[3] = {},
  ): Promise<EntryId> {
    const local = localTimeAt(startsAt, timeZone);
    const { durationMinutes } = this.service(serviceKey);
    const window = {
      dateFrom: local.date,
      dateUntil: local.date,
      fromMinute: local.minute - 15,
      untilMinute: local.minute + durationMinutes + 30,
    };
    return this.join(time, serviceKey, { windows: [window], employees: [employeeKey] }, more);
  }

  async book(
    time: Date,
    serviceKey: string,
    employeeKey: string,
    startsAt: Date,
    person = this.#people(serviceKey),
  ): Promise<BookingId> {
    return this.#stage.at(time, async (tx) => {
      const { locale } = this.salon.data;
      const normal = normaliseContact(person, 'NO');
      if (!normal.ok) throw new Error(`Not a contact: ${JSON.stringify(person)}`);
      const customerId = await findOrCreateCustomer(tx, {
        organisationId: this.salon.organisationId,
        contact: normal.contact,
        locale,
      });
      const { id: employeeId, calendarId } = this.employee(employeeKey);
      const bookingId = await insertBooking(tx, {
        salonId: this.salon.id,
        customerId,
        items: placeInRow([this.service(serviceKey)], startsAt, { employeeId, calendarId }),
        currency: 'NOK',
        source: 'public',
        locale,
      });
      await queueMessages(tx, [{ template: 'booking_confirmed', bookingId }]);
      return bookingId;
    });
  }

  /** Somebody books a slot, and later cancels it. */
  async freeUp(
    bookedAt: Date,
    cancelledAt: Date,
    serviceKey: string,
    employeeKey: string,
    startsAt: Date,
  ): Promise<OpeningId> {
    const bookingId = await this.book(bookedAt, serviceKey, employeeKey, startsAt);
    const { customerId } = await this.#stage.db.booking.findUniqueOrThrow({ where: { id: bookingId } });
    this.#stage.setTime(cancelledAt);
    const cancelled = await cancelBooking(this.#stage, {
      salonId: this.salon.id,
      bookingId,
      actor: { type: 'customer', id: idOf<CustomerId>(customerId) },
    });
    const [openingId] = cancelled.ok ? cancelled.openingIds : [];
    if (!openingId) throw new Error(`Cancelling ${serviceKey} of ${employeeKey} opened nothing.`);
    return openingId;
  }

  /** The opening's next step, and the offer that came of it. */
  async match(time: Date, openingId: OpeningId): Promise<OfferId | null> {
    this.#stage.setTime(time);
    await matchOpening(this.#stage, { openingId });
    const offer = await this.#stage.db.offer.findFirst({
      where: { openingId, status: 'pending' },
      select: { id: true },
    });
    return offer && idOf<OfferId>(offer.id);
  }

  /** The same, where the seed means this entry to get it. */
  async offer(time: Date, openingId: OpeningId, entryId: EntryId): Promise<OfferId> {
    const offerId = await this.match(time, openingId);
    const offer = offerId && (await this.#stage.db.offer.findUnique({ where: { id: offerId } }));
    if (!offer || offer.waitlistEntryId !== entryId)
      throw new Error('The opening was offered to somebody else.');
    return idOf<OfferId>(offer.id);
  }

  async answer(time: Date, offerId: OfferId, action: 'accept' | 'decline'): Promise<void> {
    const { linkVersion } = await this.#stage.db.offer.findUniqueOrThrow({ where: { id: offerId } });
    this.#stage.setTime(time);
    const token = this.#stage.links.signLink('offer', { id: offerId, version: linkVersion });
    const { outcome } = await answerOffer(this.#stage, { token, action, channel: 'web' });
    const wanted = action === 'accept' ? 'booked' : 'declined';
    if (outcome !== wanted) throw new Error(`The offer should have been ${wanted} and was ${outcome}.`);
  }

  async timeOut(time: Date, offerId: OfferId): Promise<void> {
    this.#stage.setTime(time);
    await expireOffer(this.#stage, offerId);
  }
}

function named<T extends { key: string }>(all: readonly T[], key: string): T {
  const found = all.find((one) => one.key === key);
  if (!found) throw new Error(`Nothing is called ${key}.`);
  return found;
}
