import { newId, type CustomerId } from '#server/platform/ids.schema.ts';
import { dateIn, nthEntry, nthOpening, pick, contactOf, at } from './naming.ts';
import type { CommandOf } from './commands.ts';
import { inSalon, type World } from './world.ts';

// What the pages show is what then happens, as long as nobody comes between: a time that is offered for booking can be booked, one that is
// proposed to staff can be offered, and the candidates that they see are asked in that order.

/** Books a time that the public page shows as free. */
export async function bookShown(
  world: World,
  { nth, service, customer }: CommandOf<'bookShown'>,
): Promise<void> {
  const serviceIds = [at(world.services, service).id];
  const { days } = await world.visitor.availability.slots({
    ...inSalon(world),
    serviceIds,
    from: dateIn(world, 0),
    days: 4,
  });
  const slot = pick(
    days.flatMap(({ slots }) => slots),
    nth * 7,
  );
  if (!slot) return;
  const booked = await world.visitor.booking.create({
    ...inSalon(world),
    serviceIds,
    employeeId: pick(slot.employeeIds, nth),
    startsAt: slot.startsAt,
    // Somebody new: who has another appointment then is told that the time is taken, as anybody who types their contact is.
    contact: { ...contactOf(world, customer), phone: null, email: `${newId<CustomerId>()}@example.org` },
    locale: 'nb',
  });
  if (!booked.ok && world.alone)
    throw new Error(`${slot.startsAt} was shown as free, and then ${booked.reason}.`);
}

/** Offers an entry a time that staff are shown as fitting it. */
export async function notifyProposed(
  world: World,
  { nth, thenNext }: CommandOf<'notifyProposed'>,
): Promise<void> {
  const entry = await nthEntry(world, nth);
  if (!entry) return;
  const { slots } = await world.staff.waitlist.proposals(entry.ids);
  const slot = pick(slots, nth);
  const employeeId = slot && pick(slot.employeeIds, nth);
  if (!slot || !employeeId) return;
  const notified = await world.staff.waitlist.notify({
    ...entry.ids,
    employeeId,
    startsAt: slot.startsAt,
    thenNext,
  });
  const wrong = !notified.ok && ['taken', 'away', 'employee_mismatch'].includes(notified.reason);
  if (wrong && world.alone) throw new Error(`${slot.startsAt} was proposed, and then ${notified.reason}.`);
}

/** Has an opening look for its next customers: those at the top of what staff see, and nobody twice, however many wishes they have. */
export async function offerNext(world: World, { nth }: CommandOf<'offerNext'>): Promise<void> {
  const openingId = await nthOpening(world, nth);
  if (!openingId) return;
  const { candidates } = await world.staff.opening.candidates({ ...inSalon(world), openingId });
  const before = await offersOf(world, openingId);
  await world.staff.opening.offerNext({ ...inSalon(world), openingId });
  const made = (await offersOf(world, openingId)).slice(before.length);
  const inTurn = await firstOfEachCustomer(
    world,
    candidates.map(({ entryId }) => entryId),
  );
  const expected = inTurn.slice(0, made.length);
  const same = made.length === expected.length && made.every((entryId) => expected.includes(entryId));
  if (!same && world.alone)
    throw new Error(`Of ${expected.join(', ')} the offers went to ${made.join(', ')}.`);
}

async function firstOfEachCustomer(world: World, entryIds: readonly string[]): Promise<string[]> {
  const rows = await world.deps.db.waitlistEntry.findMany({
    where: { id: { in: [...entryIds] } },
    select: { id: true, customerId: true },
  });
  const customerOf = new Map(rows.map(({ id, customerId }) => [id, customerId]));
  const customers = entryIds.map((id) => customerOf.get(id));
  return entryIds.filter((_id, index) => customers.indexOf(customers[index]) === index);
}

async function offersOf(world: World, openingId: string): Promise<string[]> {
  const rows = await world.deps.db.offer.findMany({
    where: { openingId },
    orderBy: { attemptNo: 'asc' },
    select: { waitlistEntryId: true },
  });
  return rows.map(({ waitlistEntryId }) => waitlistEntryId);
}
