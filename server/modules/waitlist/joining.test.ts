import { beforeEach, describe, expect, test } from 'vitest';
import { idOf, newId, type EmployeeId, type SalonId, type ServiceId } from '#server/platform/ids.schema.ts';
import type { RateLimits } from '#server/platform/rate-limit.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeCustomer, makeEmployee, makeService } from '#server/testing/factories.ts';
import { comeFree, openSalon, staff, statusOf, type OpenSalon } from '#server/testing/waitlist-steps.ts';
import { composeMessage } from '../notifications/compose-message.ts';
import { loadMessageFacts } from '../notifications/message-facts.queries.ts';
import { cancelEntry } from './cancel-entry.ts';
import { createEntry } from './create-entry.ts';
import { joinWaitlist, takeRequestToJoin } from './join-waitlist.ts';
import { createEntryInput, joinInput, type JoinInput } from './waitlist.schema.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

type Changes = Partial<Omit<JoinInput, 'wish' | 'contact'>> & {
  wish?: Partial<JoinInput['wish']>;
  contact?: Partial<JoinInput['contact']>;
};

function request({ salon, cut }: OpenSalon, { wish, contact, ...rest }: Changes = {}): JoinInput {
  return {
    salonId: salon.id,
    wish: { serviceId: cut.id, preferredDate: '2026-06-05', ...wish },
    contact: { name: 'Siri Berg', email: 'siri@example.com', phone: null, ...contact },
    locale: 'en',
    ...rest,
  };
}

const join = (world: OpenSalon, changes?: Changes) =>
  joinWaitlist(deps, joinInput.parse(request(world, changes)));
const waiting = { ok: true, status: 'waiting' };

describe('joining', () => {
  test('stores the wish, the contact and the customer’s language, and confirms it with a link', async () => {
    const world = await openSalon(deps);
    expect(
      await join(world, {
        wish: { employeeIds: [world.ida.id], preferredTimeStart: '14:00' },
        contact: { phone: '412 34 567' },
      }),
    ).toEqual(waiting);
    const entry = await db.waitlistEntry.findFirstOrThrow({ include: { windows: true, employees: true } });
    expect(entry).toMatchObject({
      status: 'waiting',
      locale: 'en',
      customerName: 'Siri Berg',
      customerEmail: 'siri@example.com',
      customerPhone: '+4741234567',
      serviceId: world.cut.id,
      employeeId: world.ida.id,
      preferenceMode: 'specific_time',
      priorityScoreSnapshot: 10,
      priorityScoreParts: [{ part: 'specific_time', points: 10 }],
      windows: [{ fromMinute: 840, untilMinute: 900 }],
    });
    const events = await db.lifecycleEvent.findMany();
    expect(events).toMatchObject([
      {
        reason: 'created_public',
        actorType: 'customer',
        actorId: entry.customerId,
        occurredAt: deps.clock.now(),
      },
    ]);
    await deps.runJobs();
    const messages = await db.message.findMany({ orderBy: { channel: 'asc' } });
    expect(messages).toMatchObject([
      { channel: 'email', template: 'waitlist_joined', locale: 'en', status: 'sent' },
      { channel: 'sms', template: 'waitlist_joined', locale: 'en', status: 'sent' },
    ]);
    expect(await db.consent.findMany({ orderBy: { channel: 'asc' } })).toMatchObject([
      { channel: 'email', granted: true, source: 'waitlist_public' },
      { channel: 'sms', granted: true, source: 'waitlist_public' },
    ]);
  });

  test('does not undo that the customer had refused a channel', async () => {
    const world = await openSalon(deps);
    const customer = await makeCustomer(db, world.salon, { email: 'siri@example.com', phone: null });
    await db.consent.create({
      data: {
        customerId: customer.id,
        channel: 'email',
        granted: false,
        wordingVersion: 'join-1',
        source: 'reply',
        occurredAt: deps.clock.now(),
      },
    });
    expect(await join(world)).toEqual(waiting);
    expect(await db.consent.count()).toBe(1);
    expect(await db.message.count()).toBe(0);
  });

  test('an unknown or closed salon, service or employee: not found', async () => {
    const world = await openSalon(deps);
    const stranger = await openSalon(deps);
    const archivedAt = deps.clock.now();
    const gone = await makeService(db, world.salon, { archivedAt });
    const left = await makeEmployee(db, world.salon, { services: [world.cut] });
    await db.employee.update({ where: { id: left.id }, data: { archivedAt } });
    const closed = await openSalon(deps, { salon: { archivedAt } });
    const attempts: Changes[] = [
      { salonId: newId<SalonId>() },
      { salonId: closed.salon.id, wish: { serviceId: closed.cut.id } },
      { wish: { serviceId: newId<ServiceId>() } },
      { wish: { serviceId: gone.id } },
      { wish: { serviceId: stranger.cut.id } },
      { wish: { employeeIds: [newId<EmployeeId>()] } },
      { wish: { employeeIds: [left.id] } },
      { wish: { employeeIds: [stranger.ida.id] } },
    ];
    for (const changes of attempts)
      await expect(join(world, changes)).rejects.toMatchObject({ code: 'not_found' });
    expect(await db.waitlistEntry.count()).toBe(0);
    expect(await db.customer.count()).toBe(0);
  });

  test('an employee who does not do the service: refused as a mismatch', async () => {
    const world = await openSalon(deps);
    const jon = await makeEmployee(db, world.salon);
    expect(await join(world, { wish: { employeeIds: [world.ida.id, jon.id] } })).toEqual({
      ok: false,
      reason: 'employee_mismatch',
    });
  });

  test('a list that takes nobody: said so; staff still can', async () => {
    const world = await openSalon(deps, { salon: { joiningEnabled: false } });
    expect(await join(world)).toEqual({ ok: false, reason: 'joining_closed' });
    const { locale: _, ...wish } = joinInput.parse(request(world));
    expect(await createEntry(deps, { ...wish, notes: '', actor: staff })).toMatchObject({ ok: true });
  });

  test.each<[string, Changes, { field: string; problem: string }[]]>([
    [
      'a window in the past',
      { wish: { preferredDate: '2026-05-30' } },
      [{ field: 'wish.preferredDate', problem: 'in_past' }],
    ],
    [
      'a phone number that does not exist',
      { contact: { phone: '12 34' } },
      [{ field: 'contact.phone', problem: 'phone_invalid' }],
    ],
    [
      'both',
      { wish: { preferredDate: '2026-05-30' }, contact: { phone: '12 34' } },
      [
        { field: 'wish.preferredDate', problem: 'in_past' },
        { field: 'contact.phone', problem: 'phone_invalid' },
      ],
    ],
  ])('%s: said at its field', async (_, changes, fields) => {
    const world = await openSalon(deps);
    expect(await join(world, changes)).toEqual({ ok: false, reason: 'invalid', fields });
    expect(await db.customer.count()).toBe(0);
  });

  test.each<[string, Changes, string, string]>([
    ['no contact', { contact: { email: null } }, 'contact.phone', 'contact_missing'],
    ['a malformed address', { contact: { email: 'siri@' } }, 'contact.email', 'email_invalid'],
    ['no name', { contact: { name: ' ' } }, 'contact.name', 'required'],
    [
      'an end before its start',
      { wish: { preferredTimeStart: '14:00', preferredTimeEnd: '13:00' } },
      'wish.preferredTimeEnd',
      'end_before_start',
    ],
  ])('%s: refused by the schema at its field', async (_, changes, field, problem) => {
    const parsed = joinInput.safeParse(request(await openSalon(deps), changes));
    expect(parsed.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      [field, problem],
    ]);
  });
});

describe('the same contact with the same wish again', () => {
  test('writes no second row, answers the same, and sends that contact a link to the entry that exists', async () => {
    const world = await openSalon(deps);
    const first = await join(world);
    const { id, linkVersion } = await db.waitlistEntry.findFirstOrThrow();
    deps.clock.advance(1);
    expect(await join(world)).toEqual(first);
    expect(await db.waitlistEntry.count()).toBe(1);
    expect(await db.lifecycleEvent.count()).toBe(1);
    const again = await db.message.findMany({ where: { template: 'waitlist_exists' } });
    expect(again).toMatchObject([{ recipient: 'siri@example.com', waitlistEntryId: id }]);
    const [facts] = await loadMessageFacts(
      deps,
      again.map((message) => idOf(message.id)),
    );
    if (!facts) throw new Error('no facts');
    expect(JSON.stringify(composeMessage(facts))).toContain(
      `/w/${deps.links.signLink('entry', { id, version: linkVersion })}`,
    );
  });

  test('name+tag@ and capitals are the same contact', async () => {
    const world = await openSalon(deps);
    await join(world);
    for (const email of ['SIRI@example.com', 'siri+venteliste@example.com'])
      expect(await join(world, { contact: { email } })).toEqual(waiting);
    expect(await db.waitlistEntry.count()).toBe(1);
    // To the contact as it is known, not as whoever asked wrote it.
    const messages = await db.message.findMany();
    expect(new Set(messages.map(({ recipient }) => recipient))).toEqual(new Set(['siri@example.com']));
  });

  test('the same phone number, however it is written, is the same contact', async () => {
    const world = await openSalon(deps);
    for (const phone of ['41234567', '+47 412 34 567', '0047 41 23 45 67'])
      expect(await join(world, { contact: { email: null, phone } })).toEqual(waiting);
    expect(await db.waitlistEntry.count()).toBe(1);
  });

  test('the same windows in another order are the same wish', async () => {
    const world = await openSalon(deps);
    const morning = { dateFrom: '2026-06-05', dateUntil: '2026-06-05', fromMinute: 540, untilMinute: 720 };
    const evening = { ...morning, fromMinute: 960, untilMinute: 1200 };
    const wish = (windows: (typeof morning)[]) => ({ wish: { preferredDate: undefined, windows } });
    await join(world, wish([morning, evening]));
    await join(world, wish([evening, morning]));
    expect(await db.waitlistEntry.count()).toBe(1);
  });

  test('while it is paused, or has an offer, it is found all the same; once it has ended, a new one is made', async () => {
    const world = await openSalon(deps);
    const { salon, cut, ida } = world;
    await join(world);
    const entry = {
      id: idOf<Parameters<typeof statusOf>[1]['id']>((await db.waitlistEntry.findFirstOrThrow()).id),
    };
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: '2026-06-05T10:00+02:00' });
    await deps.runJobs();
    expect(await statusOf(deps, entry)).toBe('notified');
    await join(world);
    expect(await db.waitlistEntry.count()).toBe(1);
    await deps.inTransaction((tx) =>
      cancelEntry(tx, { entryId: entry.id, reason: 'cancelled_by_staff', actor: staff }),
    );
    await join(world);
    expect(await db.waitlistEntry.count()).toBe(2);
  });

  test('another service, employee, window or contact is another wish', async () => {
    const world = await openSalon(deps);
    const colour = await makeService(db, world.salon);
    await join(world);
    await join(world, { wish: { serviceId: colour.id } });
    await join(world, { wish: { employeeIds: [world.ida.id] } });
    await join(world, { wish: { preferredDate: '2026-06-06' } });
    await join(world, { contact: { email: 'ola@example.com' } });
    expect(await db.waitlistEntry.count()).toBe(5);
  });

  test('somebody who adds a contact that is not known is somebody else: no stranger’s phone gets the messages', async () => {
    const world = await openSalon(deps);
    await join(world);
    await join(world, { contact: { phone: '41234567' } });
    expect(await db.customer.count()).toBe(2);
    expect(await db.message.count({ where: { template: 'waitlist_exists' } })).toBe(0);
  });

  test('staff are told which entry exists', async () => {
    const world = await openSalon(deps);
    await join(world);
    const { id } = await db.waitlistEntry.findFirstOrThrow();
    const input = { ...joinInput.parse(request(world)), notes: '', actor: staff };
    expect(await createEntry(deps, input)).toEqual({ ok: false, reason: 'exists', entryId: id });
    expect(await db.auditEvent.count()).toBe(0);
  });
});

test('an entry that staff write says so in its history, and is audited', async () => {
  const world = await openSalon(deps);
  const { locale: _, ...input } = joinInput.parse(request(world));
  const created = await createEntry(deps, { ...input, notes: 'Ringte', actor: staff });
  expect(created).toMatchObject({ ok: true });
  expect(await db.waitlistEntry.findFirstOrThrow()).toMatchObject({ locale: 'nb', notes: 'Ringte' });
  expect(await db.lifecycleEvent.findMany()).toMatchObject([
    { reason: 'created_dashboard', actorType: 'user', actorId: staff.id },
  ]);
  expect(await db.auditEvent.findMany()).toMatchObject([{ action: 'waitlist.created' }]);
  expect(await db.message.count({ where: { template: 'waitlist_joined' } })).toBe(1);
});

test('of somebody whom staff have chosen the contact of the salon counts, whoever else has it', async () => {
  const world = await openSalon(deps);
  const { salon } = world;
  const shared = { email: 'familien@example.no', phone: null };
  await makeCustomer(db, salon, { ...shared, name: 'Ola' });
  const kari = await makeCustomer(db, salon, { ...shared, name: 'Kari' });
  const input = { ...joinInput.parse(request(world)), customerId: kari.id, notes: '', actor: staff };
  expect(await createEntry(deps, input)).toMatchObject({ ok: true });
  expect(await db.waitlistEntry.findMany()).toMatchObject([
    { customerId: kari.id, customerName: 'Kari', customerEmail: shared.email, customerPhone: null },
  ]);
});

describe('a request to join', () => {
  const closedSunday = { dateFrom: '2026-06-07', dateUntil: '2026-06-07', fromMinute: 0, untilMinute: 1440 };

  test('for times at which nobody works is refused at its field; staff may know better', async () => {
    const world = await openSalon(deps);
    const wish = { preferredDate: undefined, windows: [closedSunday] };
    expect(await join(world, { wish })).toEqual({
      ok: false,
      reason: 'invalid',
      fields: [{ field: 'wish.windows.0.dateFrom', problem: 'closed' }],
    });
    const input = createEntryInput.parse({ ...request(world, { wish }), notes: '' });
    expect(await createEntry(deps, { ...input, actor: staff })).toMatchObject({ ok: true });
  });

  test('counts for its limit only when it is one that can be met', async () => {
    const world = await openSalon(deps);
    const counted: string[] = [];
    const limits: RateLimits = {
      ...deps.limits,
      consume: (limit) => {
        counted.push(limit);
        return Promise.resolve({ ok: true });
      },
    };
    const ask = (changes?: Changes) =>
      takeRequestToJoin({ ...deps, limits }, '203.0.113.7', joinInput.parse(request(world, changes)));
    expect(await ask({ wish: { preferredDate: '2026-05-01' } })).toMatchObject({ reason: 'invalid' });
    expect(counted).toEqual([]);
    expect(await ask()).toEqual(waiting);
    expect(counted).toEqual(['public-waitlist-intake', 'public-waitlist-intake-contact']);
  });
});
