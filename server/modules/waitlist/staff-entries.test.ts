import { beforeEach, describe, expect, test } from 'vitest';
import { idOf, type CustomerId, type SalonId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeCustomer, makeEmployee, makeService } from '#server/testing/factories.ts';
import { readingClient } from '#server/testing/reading-client.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import {
  accept,
  comeFree,
  decline,
  entryRow,
  line,
  openSalon,
  staff,
  statusOf,
} from '#server/testing/waitlist-steps.ts';
import { cancelEntry } from './cancel-entry.ts';
import { changeEntry, restoreEntry, removeEntry } from './change-entry.ts';
import { getEntry } from './get-entry.ts';
import { listEntries } from './list-entries.ts';
import { listEntriesInput, wishSchema } from './waitlist.schema.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

describe('staff see an entry', () => {
  test('with the channels that reach its customer: not one on which they said stop', async () => {
    const { salon, cut } = await openSalon(deps);
    const [entry] = await line(deps, { salon, service: cut }, {});
    const { customerId } = await db.waitlistEntry.findUniqueOrThrow({ where: { id: entry.id } });
    const reachableBy = async () =>
      (await getEntry(db, { salonId: salon.id, entryId: entry.id })).reachableBy;
    expect(await reachableBy()).toEqual(['sms', 'email']);
    const stop = { customerId, granted: false, wordingVersion: 'join-1', source: 'reply' };
    await db.consent.create({ data: { ...stop, channel: 'sms', occurredAt: deps.clock.now() } });
    expect(await reachableBy()).toEqual(['email']);
    await db.consent.create({ data: { ...stop, channel: 'email', occurredAt: deps.clock.now() } });
    expect(await reachableBy()).toEqual([]);
  });

  test('with its whole history, who did what, its offers, and what became of their messages', async () => {
    const { salon, cut, ida } = await openSalon(deps);
    const [entry] = await line(deps, { salon, service: cut }, { score: -5 });
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    await decline(deps, entry);
    const seen = await getEntry(db, { salonId: salon.id, entryId: entry.id });
    expect(seen).toMatchObject({
      status: 'cooldown',
      score: -5,
      declineCount: 1,
      cooldownReason: 'offer_declined',
      events: [
        { sequence: 1, reason: 'created_public', actorType: 'customer', actorName: null },
        { sequence: 2, reason: 'slot_matched', actorType: 'job' },
        { sequence: 3, reason: 'offer_declined', actorType: 'customer' },
      ],
      offers: [
        {
          status: 'declined',
          employeeName: 'Ida',
          messages: [
            { template: 'offer', status: 'sent' },
            { template: 'offer', status: 'sent' },
          ],
        },
      ],
    });
  });

  test('and by name which of them did something', async () => {
    const { salon, cut } = await openSalon(deps);
    const user = await db.user.create({
      data: { email: 'eier@fjord.example', name: 'Eva Eier', passwordHash: 'x' },
    });
    const entry = await makeEntry(db, { salon, service: cut });
    await deps.inTransaction((tx) =>
      cancelEntry(tx, {
        entryId: entry.id,
        reason: 'cancelled_by_staff',
        actor: { type: 'user', id: idOf(user.id) },
      }),
    );
    const { events } = await getEntry(db, { salonId: salon.id, entryId: entry.id });
    expect(events.at(-1)).toMatchObject({ actorType: 'user', actorName: 'Eva Eier' });
  });

  test('not that of another salon, and not one that was removed, until it is put back', async () => {
    const { salon, cut } = await openSalon(deps);
    const stranger = await openSalon(deps);
    const entry = await makeEntry(db, { salon, service: cut });
    await expect(getEntry(db, { salonId: stranger.salon.id, entryId: entry.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    const remove = (salonId: SalonId) =>
      deps.inTransaction((tx) => removeEntry(tx, { salonId, entryId: entry.id }));
    expect(await remove(salon.id)).toBe(false);
    await deps.inTransaction((tx) =>
      cancelEntry(tx, { entryId: entry.id, reason: 'cancelled_by_staff', actor: staff }),
    );
    expect(await remove(stranger.salon.id)).toBe(false);
    expect(await remove(salon.id)).toBe(true);
    await expect(getEntry(db, { salonId: salon.id, entryId: entry.id })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await db.lifecycleEvent.count({ where: { waitlistEntryId: entry.id } })).toBe(2);

    const restore = (salonId: SalonId) =>
      deps.inTransaction((tx) => restoreEntry(tx, { salonId, entryId: entry.id, actor: staff }));
    expect(await restore(stranger.salon.id)).toBe(false);
    expect(await restore(salon.id)).toBe(true);
    expect(await restore(salon.id)).toBe(false);
    expect(await getEntry(db, { salonId: salon.id, entryId: entry.id })).toMatchObject({
      status: 'cancelled',
    });
  });
});

describe('staff’s list', () => {
  async function manyStates() {
    const { salon, cut, ida } = await openSalon(deps);
    const colour = await makeService(db, salon);
    const jon = await makeEmployee(db, salon, { services: [cut] });
    const named = (name: string, phone: string) =>
      makeCustomer(db, salon, { name, phone, email: `${name.toLowerCase()}@example.com` });
    const [anna, berit, carl, dina] = [
      await named('Anna', '+4741111111'),
      await named('Berit', '+4742222222'),
      await named('Carl', '+4743333333'),
      await named('Dina', '+4744444444'),
    ] as const;
    const entries = await line(
      deps,
      { salon, service: cut },
      { customer: anna, score: 10 },
      { customer: berit, employees: [jon], score: -5 },
      {
        customer: carl,
        service: colour,
        score: -7,
        windows: [{ dateFrom: '2026-06-06', weekdays: 0b0100000 }],
      },
      { customer: dina, score: -10, employees: [ida, jon] },
    );
    await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
    await deps.runJobs();
    const list = async (filter: object = {}) => {
      const page = await listEntries(db, listEntriesInput.parse({ salonId: salon.id, ...filter }));
      return page.entries.map(({ customer }) => customer.name);
    };
    return { salon, cut, colour, ida, jon, entries, list };
  }

  test('has those with an offer first, then those who wait in rank', async () => {
    const { list, entries } = await manyStates();
    expect(await list()).toEqual(['Anna', 'Berit', 'Carl', 'Dina']);
    await decline(deps, entries[0]);
    expect(await list()).toEqual(['Berit', 'Carl', 'Dina', 'Anna']);
    expect(await list({ sort: 'newest' })).toEqual(['Dina', 'Carl', 'Berit', 'Anna']);
    expect(await list({ sort: 'oldest' })).toEqual(['Anna', 'Berit', 'Carl', 'Dina']);
    expect(await list({ sort: 'name' })).toEqual(['Anna', 'Berit', 'Carl', 'Dina']);
  });

  test('is filtered by state, service, employee, date and text', async () => {
    const { list, colour, ida, jon } = await manyStates();
    expect(await list({ statuses: ['notified'] })).toEqual(['Anna']);
    expect(await list({ serviceId: colour.id })).toEqual(['Carl']);
    expect(await list({ employeeId: jon.id })).toEqual(['Anna', 'Berit', 'Carl', 'Dina']);
    expect(await list({ employeeId: ida.id })).toEqual(['Anna', 'Carl', 'Dina']);
    // The sixth is a Saturday; Carl wants that alone.
    expect(await list({ date: '2026-06-06' })).toEqual(['Anna', 'Berit', 'Carl', 'Dina']);
    expect(await list({ date: '2026-06-05' })).toEqual(['Anna', 'Berit', 'Dina']);
    expect(await list({ search: 'eri' })).toEqual(['Berit']);
    expect(await list({ search: 'CARL@example' })).toEqual(['Carl']);
    expect(await list({ search: '444 44' })).toEqual(['Dina']);
    // What means something to the database means nothing here.
    expect(await list({ search: '%' })).toEqual([]);
    expect(await list({ search: '_nna' })).toEqual([]);
  });

  test('says which time is offered to whom, as long as it waits for an answer', async () => {
    const { salon, entries } = await manyStates();
    const offered = async () => {
      const { entries: listed } = await listEntries(db, listEntriesInput.parse({ salonId: salon.id }));
      return listed.map(({ customer, offered }) => [customer.name, offered]);
    };
    const time = { slotStart: new Date(ten).toISOString(), employeeName: 'Ida' };
    expect(await offered()).toEqual([
      ['Anna', time],
      ['Berit', null],
      ['Carl', null],
      ['Dina', null],
    ]);
    await decline(deps, entries[0]);
    expect((await offered()).at(-1)).toEqual(['Anna', null]);
  });

  test('costs as many queries for four as for one', async () => {
    const { salon } = await manyStates();
    const { client, queries } = readingClient(deps.database);
    const cost = async (pageSize: number) => {
      queries.length = 0;
      await listEntries(client, listEntriesInput.parse({ salonId: salon.id, pageSize }));
      return queries.length;
    };
    const one = await cost(1);
    expect(await cost(4)).toBe(one);
    await client.$disconnect();
  });

  test('comes in pages, with counts of the whole salon', async () => {
    const { salon, entries } = await manyStates();
    await accept(deps, entries[0]);
    const page = (number: number) =>
      listEntries(db, listEntriesInput.parse({ salonId: salon.id, page: number, pageSize: 3 }));
    const [first, second] = [await page(1), await page(2)];
    expect([first.entries.length, first.hasMore]).toEqual([3, true]);
    expect([second.entries.length, second.hasMore]).toEqual([1, false]);
    expect(first.counts).toEqual({
      waiting: 3,
      notified: 0,
      cooldown: 0,
      booked: 1,
      expired: 0,
      cancelled: 0,
    });
  });

  test('knows nobody of another salon', async () => {
    await manyStates();
    const stranger = await openSalon(deps);
    const { entries, counts } = await listEntries(db, listEntriesInput.parse({ salonId: stranger.salon.id }));
    expect(entries).toEqual([]);
    expect(Object.values(counts).every((count) => count === 0)).toBe(true);
  });
});

describe('staff change an entry', () => {
  const wish = (serviceId: string) => wishSchema.parse({ serviceId, preferredDate: '2026-06-08' });

  test('its wish, notes and contact, which belongs to another customer then', async () => {
    const { salon, cut } = await openSalon(deps);
    const entry = await makeEntry(db, { salon, service: cut });
    deps.clock.advance(1);
    expect(
      await changeEntry(deps, {
        salonId: salon.id,
        entryId: entry.id,
        wish: wish(cut.id),
        notes: 'Ringer tilbake',
        contact: { name: 'Ny Navn', email: null, phone: '412 34 567' },
        actor: staff,
      }),
    ).toEqual({ ok: true });
    const row = await entryRow(deps, entry);
    expect(row).toMatchObject({
      customerName: 'Ny Navn',
      customerPhone: '+4741234567',
      customerEmail: null,
      notes: 'Ringer tilbake',
    });
    expect(idOf<CustomerId>(row.customerId)).not.toBe(entry.customerId);
  });

  test('and leave what they do not name', async () => {
    const { salon, cut } = await openSalon(deps);
    const entry = await makeEntry(db, { salon, service: cut });
    const { customerId, customerName, notes } = await entryRow(deps, entry);
    deps.clock.advance(1);
    await changeEntry(deps, { salonId: salon.id, entryId: entry.id, wish: wish(cut.id), actor: staff });
    expect(await entryRow(deps, entry)).toMatchObject({ customerId, customerName, notes });
  });

  test('are told what is wrong with the contact, and of another salon’s entry that it is unknown', async () => {
    const { salon, cut } = await openSalon(deps);
    const stranger = await openSalon(deps);
    const entry = await makeEntry(db, { salon, service: cut });
    const input = { entryId: entry.id, wish: wish(cut.id), actor: staff };
    expect(
      await changeEntry(deps, {
        ...input,
        salonId: salon.id,
        contact: { name: 'x', email: null, phone: '12 34' },
      }),
    ).toEqual({
      ok: false,
      reason: 'invalid',
      fields: [{ field: 'contact.phone', problem: 'phone_invalid' }],
    });
    expect(await changeEntry(deps, { ...input, salonId: stranger.salon.id })).toEqual({
      ok: false,
      reason: 'unknown',
    });
    expect(await statusOf(deps, entry)).toBe('waiting');
  });
});
