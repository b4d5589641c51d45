import { beforeEach, describe, expect, test } from 'vitest';
import { newId, type SessionId, type UserId } from '#server/platform/ids.schema.ts';
import { versionOf } from '#server/platform/version.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeCustomer } from '#server/testing/factories.ts';
import { makeEntry, makeOpening } from '#server/testing/waitlist-factories.ts';
import { openSalon } from '#server/testing/waitlist-steps.ts';
import { toAppError } from './map-errors.ts';
import { appRouter, createCaller } from './router.ts';

// Inside one's own salon, what belongs to another one is not found: whichever id it is, and whatever is asked of it.

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const startsAt = '2026-06-02T15:00:00+02:00';

/** A salon, and one of each thing that a procedure may name. */
async function furnish() {
  const { salon, cut, ida } = await openSalon(deps, { service: { name: service.name } });
  const customer = await makeCustomer(db, salon);
  const booking = await makeBooking(db, {
    salon,
    employee: ida,
    services: [cut],
    customer,
    startsAt: '2026-06-02T10:00+02:00',
  });
  const entry = await makeEntry(db, { salon, service: cut });
  const opening = await makeOpening(db, { employee: ida, startsAt: '2026-06-02T12:00+02:00' });
  const timeOff = await db.timeOff.create({
    data: {
      employeeId: ida.id,
      startsAt: new Date('2026-06-20T10:00Z'),
      endsAt: new Date('2026-06-21T10:00Z'),
      createdAt: deps.clock.now(),
    },
  });
  const change = await db.bookingChange.create({
    data: {
      bookingId: booking.id,
      sequence: 1,
      kind: 'moved',
      itemsBefore: [],
      itemsAfter: [],
      told: { startsAt, employeeId: ida.id },
      freed: [],
      madeAt: deps.clock.now(),
      settlesAt: minutesAfter(deps.clock.now(), 2),
    },
  });
  const message = await db.message.create({
    data: {
      salonId: salon.id,
      customerId: customer.id,
      bookingId: booking.id,
      channel: 'sms',
      template: 'booking_confirmed',
      locale: 'nb',
      recipient: '+4790011222',
      linkVersion: 1,
      status: 'failed',
      idempotencyKey: `booking_confirmed:${booking.id}:v1:sms`,
      createdAt: deps.clock.now(),
    },
  });
  const other = await makeCustomer(db, salon);
  const note = await db.customerNote.create({
    data: { customerId: customer.id, text: 'Vil ha kaffe', createdAt: deps.clock.now() },
  });
  const { id: userId } = await db.user.create({
    data: { email: `stine-${newId<UserId>()}@example.com`, name: 'Stine', passwordHash: 'none' },
  });
  const membership = await db.membership.create({
    data: { userId, organisationId: salon.organisationId, salonId: salon.id, role: 'staff' },
  });
  const invitation = await db.invitation.create({
    data: {
      organisationId: salon.organisationId,
      salonId: salon.id,
      role: 'staff',
      email: `ny-${newId<UserId>()}@example.com`,
      locale: 'nb',
      invitedBy: userId,
      tokenHash: newId<UserId>(),
      createdAt: deps.clock.now(),
      expiresAt: minutesAfter(deps.clock.now(), 60),
    },
  });
  return {
    salon,
    membershipId: membership.id,
    invitationId: invitation.id,
    otherId: other.id as string,
    noteId: note.id,
    messageId: message.id,
    entryId: entry.id as string,
    openingId: opening.id as string,
    bookingId: booking.id as string,
    changeId: change.id,
    employeeId: ida.id as string,
    serviceId: cut.id as string,
    customerId: customer.id as string,
    timeOffId: timeOff.id,
  };
}
type Furnished = Awaited<ReturnType<typeof furnish>>;
type Named = Omit<Furnished, 'salon'>;

const wish = ({ serviceId, employeeId }: Named) => ({
  serviceId,
  employeeIds: [employeeId],
  preferredDate: '2026-06-08',
});
const contact = { name: 'Siri Berg', email: 'siri@example.com', phone: null };
const keptFacts = { name: 'kept', phone: 'kept', email: 'kept', locale: 'kept' };
const service = {
  category: '',
  name: 'Klipp',
  description: '',
  durationMinutes: 60,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  priceMinor: 69_000,
};
const idasVersion = versionOf({ name: 'Ida', title: '' });
const noTimes = { date: '2026-06-08', stretches: [] };

/** What each procedure is asked, but for the salon. */
const inputs: Record<string, (ids: Named) => object> = {
  'booking.calendar': ({ employeeId }) => ({ employeeId, from: '2026-06-02', days: 1 }),
  'booking.get': ({ bookingId }) => ({ bookingId }),
  'booking.cancel': ({ bookingId }) => ({ bookingId }),
  'booking.complete': ({ bookingId }) => ({ bookingId }),
  'booking.noShow': ({ bookingId }) => ({ bookingId }),
  'booking.createByStaff': ({ serviceId, employeeId, customerId }) => ({
    serviceIds: [serviceId],
    employeeId,
    startsAt,
    customer: { customerId },
  }),
  'booking.reschedule': ({ bookingId, employeeId }) => ({ bookingId, employeeId, startsAt }),
  'booking.resize': ({ bookingId }) => ({ bookingId, endsAt: '2026-06-02T11:15:00+02:00' }),
  'booking.undoChange': ({ bookingId, changeId }) => ({ bookingId, changeId }),
  'booking.slotsForMove': ({ bookingId, employeeId }) => ({
    bookingId,
    employeeId,
    from: '2026-06-08',
    days: 1,
  }),
  'customer.addNote': ({ customerId }) => ({ customerId, text: 'Vil ha te' }),
  'customer.change': ({ customerId }) => ({ customerId, contact, locale: 'nb' }),
  'customer.changeNote': ({ customerId, noteId }) => ({ customerId, noteId, text: 'Vil ha te' }),
  'customer.compare': ({ customerId, otherId }) => ({ customerId, otherId }),
  'customer.erase': ({ customerId }) => ({ customerId, confirmation: 'Siri Berg' }),
  'customer.export': ({ customerId }) => ({ customerId }),
  'customer.get': ({ customerId }) => ({ customerId }),
  'customer.merge': ({ customerId, otherId }) => ({ customerId, otherId, ...keptFacts }),
  'customer.recordConsent': ({ customerId }) => ({
    customerId,
    channel: 'sms',
    granted: false,
    how: 'by_phone',
  }),
  'customer.removeNote': ({ customerId, noteId }) => ({ customerId, noteId }),
  'message.get': ({ messageId }) => ({ messageId }),
  'message.resend': ({ messageId }) => ({ messageId }),
  'opening.get': ({ openingId }) => ({ openingId }),
  'opening.candidates': ({ openingId }) => ({ openingId }),
  'opening.offerNext': ({ openingId }) => ({ openingId }),
  'opening.withdraw': ({ openingId }) => ({ openingId }),
  'policy.explain': ({ serviceId }) => ({ serviceId }),
  'policy.preview': ({ serviceId }) => ({ serviceId, values: {} }),
  'policy.set': ({ serviceId }) => ({ serviceId, values: { claimExpiryMinutes: 20 } }),
  'salon.addEmployee': ({ serviceId }) => ({ name: 'Nina', title: '', serviceIds: [serviceId] }),
  'salon.addService': ({ employeeId }) => ({ values: service, employeeIds: [employeeId] }),
  'salon.addTimeOff': ({ employeeId }) => ({
    employeeId,
    startsAt: '2026-06-22T10:00:00Z',
    endsAt: '2026-06-23T10:00:00Z',
  }),
  'salon.archiveEmployee': ({ employeeId }) => ({ employeeId }),
  'salon.archiveService': ({ serviceId }) => ({ serviceId }),
  'salon.changeEmployee': ({ employeeId }) => ({ employeeId, name: 'Ida', title: '', version: idasVersion }),
  'salon.changeService': ({ serviceId }) => ({ serviceId, values: service, version: versionOf(service) }),
  'salon.hours': ({ employeeId }) => ({ employeeId }),
  'salon.moveEmployee': ({ employeeId }) => ({ employeeId, direction: 'up' }),
  'salon.moveService': ({ serviceId }) => ({ serviceId, direction: 'down' }),
  'salon.removeException': ({ employeeId }) => ({ employeeId, date: noTimes.date }),
  'salon.removeTimeOff': ({ timeOffId }) => ({ timeOffId }),
  'salon.restoreEmployee': ({ employeeId }) => ({ employeeId }),
  'salon.restoreService': ({ serviceId }) => ({ serviceId }),
  'salon.setEmployeeServices': ({ employeeId, serviceId }) => ({ employeeId, serviceIds: [serviceId] }),
  'salon.setException': ({ employeeId }) => ({ employeeId, ...noTimes }),
  'salon.setHours': ({ employeeId }) => ({ employeeId, hours: [] }),
  'salon.touchedByArchiving': ({ employeeId }) => ({ employeeId }),
  'team.resendInvitation': ({ invitationId }) => ({ invitationId }),
  'team.takeBackInvitation': ({ invitationId }) => ({ invitationId }),
  'team.removeMember': ({ membershipId }) => ({ membershipId }),
  'team.setRole': ({ membershipId }) => ({ membershipId, expectedRole: 'staff', role: 'manager' }),
  'waitlist.actOnSeveral': ({ entryId }) => ({ act: 'pause', entries: [{ entryId, status: 'waiting' }] }),
  'waitlist.bookDirectly': ({ entryId, employeeId }) => ({ entryId, employeeId, startsAt }),
  'waitlist.cancel': ({ entryId }) => ({ entryId }),
  'waitlist.change': ({ entryId, ...ids }) => ({ entryId, wish: wish({ entryId, ...ids }) }),
  'waitlist.clearPriority': ({ entryId }) => ({ entryId }),
  'waitlist.convert': ({ entryId }) => ({ entryId }),
  'waitlist.create': (ids) => ({ wish: wish(ids), contact, customerId: ids.customerId }),
  'waitlist.get': ({ entryId }) => ({ entryId }),
  'waitlist.notify': ({ entryId, employeeId }) => ({ entryId, employeeId, startsAt }),
  'waitlist.pause': ({ entryId }) => ({ entryId, until: null }),
  'waitlist.considerations': ({ entryId }) => ({ entryId }),
  'waitlist.proposals': ({ entryId }) => ({ entryId }),
  'waitlist.reactivate': ({ entryId }) => ({ entryId }),
  'waitlist.remove': ({ entryId }) => ({ entryId }),
  'waitlist.restore': ({ entryId }) => ({ entryId }),
  'waitlist.setPriority': ({ entryId }) => ({ entryId, score: 50, reason: 'Bryllup' }),
};

/** They ask for a salon, or narrow down what is its own: by an id of another one, to nothing (see `filters`). */
const withoutIds = new Set([
  'audit.list',
  'booking.list',
  'customer.list',
  'message.list',
  'message.setQuota',
  'message.usage',
  'messageText.get',
  'messageText.list',
  'messageText.preview',
  'messageText.reset',
  'messageText.set',
  'opening.list',
  'policy.get',
  'policy.resolve',
  'report.attention',
  'report.rows',
  // A job is no row of a table: running.test.ts shows that another salon’s is neither retried nor dropped.
  'running.drop',
  'running.failed',
  'running.retry',
  'running.worker',
  'report.setSmsPrice',
  'report.summary',
  'salon.change',
  'salon.employees',
  'salon.exceptions',
  'salon.hitByTimeOff',
  'salon.search',
  'salon.services',
  'salon.settings',
  'salon.timeOff',
  'team.invitations',
  'team.invite',
  'team.list',
  'waitlist.fitting',
  'waitlist.list',
  'waitlist.onChange',
]);

/** Which ids an input is made of. */
function namesIn(input: (ids: Named) => object): (keyof Named)[] {
  const read = new Set<keyof Named>();
  const ids: Named = {
    entryId: '',
    openingId: '',
    bookingId: '',
    employeeId: '',
    serviceId: '',
    customerId: '',
    timeOffId: '',
    messageId: '',
    changeId: '',
    otherId: '',
    noteId: '',
    membershipId: '',
    invitationId: '',
  };
  for (const name of Object.keys(ids) as (keyof Named)[]) {
    if (JSON.stringify(input({ ...ids, [name]: 'read' })).includes('"read"')) read.add(name);
  }
  return [...read];
}
const cases = Object.entries(inputs).flatMap(([path, input]) =>
  namesIn(input).map((name) => [path, name, input] as const),
);

/** Asks a procedure as the owner of a salon. */
function ask({ salon }: Pick<Furnished, 'salon'>, path: string, input: object): Promise<unknown> {
  const caller = createCaller({
    deps,
    session: {
      id: newId<SessionId>(),
      expiresAt: new Date('2026-07-01T00:00:00Z'),
      user: { id: newId<UserId>(), email: 'eier@example.com', name: 'Eva', locale: 'nb' },
      salons: [{ ...salon, locale: 'nb', accentColour: null, role: 'owner' }],
    },
    address: '192.0.2.1',
    locale: 'nb',
    transport: 'page',
  });
  const procedure = path
    .split('.')
    .reduce<unknown>((at, step) => Reflect.get(at as object, step), caller) as (
    input: object,
  ) => Promise<unknown>;
  return procedure({ salonId: salon.id, ...input });
}

function codeOf(own: Furnished, path: string, input: object): Promise<string> {
  return ask(own, path, input).then(
    () => 'no error',
    (error: unknown) => toAppError(error).code,
  );
}

describe.each(cases)('%s with the %s of another salon', (path, name, input) => {
  test('is not found, and changes nothing there', async () => {
    const [own, stranger] = [await furnish(), await furnish()];
    const before = await db.changeEvent.count();
    expect(await codeOf(own, path, input({ ...own, [name]: stranger[name] }))).toBe('not_found');
    expect(await db.changeEvent.count()).toBe(before);
  });
});

const filters: [path: string, name: 'employeeId' | 'serviceId', rest: object][] = [
  ['booking.list', 'employeeId', {}],
  ['opening.list', 'employeeId', {}],
  ['policy.get', 'serviceId', {}],
  ['policy.resolve', 'serviceId', {}],
  ['report.rows', 'employeeId', { from: '2026-06-01', until: '2026-06-02', figure: { list: 'openings' } }],
  ['report.summary', 'employeeId', { from: '2026-06-01', until: '2026-06-02' }],
  ['salon.timeOff', 'employeeId', { from: '2026-06-01T00:00:00Z' }],
  ['waitlist.list', 'employeeId', {}],
  ['waitlist.list', 'serviceId', {}],
];

describe.each(filters)('%s, narrowed down by %s,', (path, name, rest) => {
  test('says of another salon’s what it says of one that there never was', async () => {
    const [own, stranger] = [await furnish(), await furnish()];
    for (const each of [own, stranger]) {
      await ask(each, 'policy.set', { serviceId: each.serviceId, values: { claimExpiryMinutes: 33 } });
      await ask(each, 'waitlist.create', { wish: wish(each), contact });
    }
    const told = (id: string) => ask(own, path, { ...rest, [name]: id });
    const nothing = await told(crypto.randomUUID());
    expect(await told(stranger[name])).toEqual(nothing);
    expect(await told(own[name])).not.toEqual(nothing);
  });
});

test.each(Object.entries(inputs))('%s with one’s own: found', async (path, input) => {
  const own = await furnish();
  deps.clock.advance(1);
  expect(await codeOf(own, path, input(own))).toBe('no error');
});

test('no procedure of the staff is left out', () => {
  const forStaff = Object.entries(appRouter._def.procedures)
    .filter(([path]) => !/ByToken$|byToken$|^auth\.|^availability\.|^offer\./.test(path))
    .map(([path]) => path);
  const open = [
    'booking.create',
    'message.inbox',
    'message.samples',
    'password.request',
    'salon.bySlug',
    'salon.list',
    'waitlist.askEarlier',
    'waitlist.join',
    'waitlist.sendEarlierLink',
  ];
  expect([...Object.keys(inputs), ...withoutIds, ...open].toSorted()).toEqual(forStaff.toSorted());
});
