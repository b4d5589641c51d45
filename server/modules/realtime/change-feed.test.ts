import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { hashToken, newSessionToken } from '#server/platform/crypto.ts';
import { newId, type SalonId, type SessionId } from '#server/platform/ids.schema.ts';
import { testChanges, testDeps } from '#server/testing/deps.ts';
import { makeEmployee, makeSalon, makeService, type TestSalon } from '#server/testing/factories.ts';
import { makeEntry, moveEntry } from '#server/testing/waitlist-factories.ts';
import { serveWebApp } from '#server/testing/web-app.ts';
import { readChanges, readHorizon, type FeedRow } from './changes.queries.ts';
import { Watcher } from './watcher.ts';

const deps = await testDeps();
const { db } = deps;
const { pool } = deps.database;
/** What a second web process has. */
const otherChanges = testChanges(deps);
const here = serveWebApp(deps);
const there = serveWebApp({ ...deps, changes: otherChanges });
beforeEach(() => deps.reset());

// What runs in other databases of the server holds the feed back as well, for as long as it runs.
const patience = 15_000;

async function aSalon() {
  const salon = await makeSalon(db);
  const service = await makeService(db, salon);
  return { salon, service };
}

/** Somebody of the staff, logged in: what their browser sends. */
async function logIn(salon: TestSalon) {
  const token = newSessionToken();
  const now = deps.clock.now();
  const user = await db.user.create({
    data: {
      email: `${newId<SessionId>()}@fjord.example`,
      name: 'Kari',
      passwordHash: 'x',
      locale: 'nb',
      memberships: { create: { organisationId: salon.organisationId, salonId: salon.id, role: 'staff' } },
      sessions: {
        create: {
          tokenHash: hashToken(token),
          createdAt: now,
          lastSeenAt: now,
          expiresAt: new Date(now.getTime() + 3_600_000),
        },
      },
    },
    select: { id: true, sessions: { select: { id: true } } },
  });
  return { userId: user.id, sessionId: user.sessions[0]!.id as SessionId, cookie: `ledig_session=${token}` };
}

interface Message {
  event: string;
  data: string;
  id: string;
}

/** Opens a stream as a browser does, and keeps what it says. */
async function listen(
  { origin }: { origin: string },
  salon: { id: SalonId },
  { cookie = '', lastEventId, topics }: { cookie?: string; lastEventId?: string; topics?: string[] } = {},
) {
  const left = new AbortController();
  const input = encodeURIComponent(JSON.stringify({ salonId: salon.id, topics }));
  const response = await fetch(`${origin}/trpc/waitlist.onChange?input=${input}`, {
    headers: {
      accept: 'text/event-stream',
      'accept-encoding': 'gzip',
      cookie,
      ...(lastEventId && { 'last-event-id': lastEventId }),
    },
    signal: left.signal,
  });
  const heard: Message[] = [];
  const ended = readMessages(response, heard).catch(() => undefined);
  const changes = () =>
    heard
      .filter(({ event }) => event === 'message')
      .map(({ data }) => JSON.parse(data) as { eventType: string; rowId: string; commitTimestamp: string });
  return {
    response,
    heard,
    changes,
    ended,
    leave: () => left.abort(),
    isConnected: () =>
      vi.waitFor(() => expect(heard.map(({ event }) => event)).toContain('connected'), patience),
    hears: (...rowIds: string[]) =>
      vi.waitFor(() => expect(changes().map(({ rowId }) => rowId)).toEqual(rowIds), patience),
    saysCode: (code: string) =>
      vi.waitFor(() => {
        const said = heard.find(({ event }) => event === 'serialized-error');
        expect((JSON.parse(said?.data ?? '{}') as { message?: string }).message).toBe(code);
      }, patience),
  };
}

async function readMessages(response: Response, heard: Message[]): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of Readable.fromWeb(response.body as ReadableStream)) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const blocks = text.split(/\n\n+/);
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
      if (block.trim() !== '')
        heard.push({ event: field('event') ?? 'message', data: field('data') ?? '', id: field('id') ?? '' });
    }
  }
}

const recordChange = (rowId: string, salon: { id: SalonId }) => ({
  text: `
    INSERT INTO change_events (table_name, event_type, row_id, salon_id) VALUES ('waitlist_entries', 'UPDATE', $1, $2)
    RETURNING id`,
  values: [rowId, salon.id],
});
const row = (digit: number) => `${digit}0000000-0000-4000-8000-000000000000`;

describe('what commits late', () => {
  test('is told in its turn, and nothing goes past it', async () => {
    const { salon } = await aSalon();
    const stream = await listen(here, salon, await logIn(salon));
    await stream.isConnected();

    const slow = await pool.connect();
    await slow.query('BEGIN');
    await slow.query(recordChange(row(1), salon));
    await pool.query(recordChange(row(2), salon));
    await slow.query('COMMIT');
    slow.release();

    await stream.hears(row(1), row(2));
    stream.leave();
  });

  test('holds back what was quicker, however often it is looked for, and both come in their order', async () => {
    const { salon } = await aSalon();
    const begin = await readHorizon(pool);
    const rowIdsOf = (rows: FeedRow[]) =>
      rows.map(({ change }) => change.rowId).filter((id) => /0{7}-/.test(id));

    const slow = await pool.connect();
    await slow.query('BEGIN');
    await slow.query(recordChange(row(1), salon));
    await pool.query(recordChange(row(2), salon));
    let { rows, position } = await readChanges(pool, begin);
    expect(rowIdsOf(rows)).toEqual([]);
    ({ rows, position } = await readChanges(pool, position));
    expect(rowIdsOf(rows)).toEqual([]);
    await slow.query('COMMIT');
    slow.release();

    const told: string[] = [];
    await vi.waitFor(async () => {
      ({ rows, position } = await readChanges(pool, position));
      told.push(...rowIdsOf(rows));
      expect(told).toEqual([row(1), row(2)]);
    }, patience);
  });

  test('is told also when its id was drawn by a transaction that began later', async () => {
    const { salon } = await aSalon();
    const stream = await listen(here, salon, await logIn(salon));
    await stream.isConnected();

    const [older, younger] = [await pool.connect(), await pool.connect()];
    await older.query('BEGIN; SELECT pg_current_xact_id()');
    await younger.query('BEGIN; SELECT pg_current_xact_id()');
    const first = await younger.query<{ id: string }>(recordChange(row(1), salon));
    const second = await older.query<{ id: string }>(recordChange(row(2), salon));
    await older.query('COMMIT');
    await stream.hears(row(2));

    // The control: a reader who goes by ids is past the other one by now, though it keeps away from what still runs.
    const goneBy = second.rows[0]!.id;
    await younger.query('COMMIT');
    const { rows: byIds } = await pool.query<{ id: string }>('SELECT id FROM change_events WHERE id > $1', [
      goneBy,
    ]);
    expect(byIds.map(({ id }) => id)).not.toContain(first.rows[0]!.id);

    await stream.hears(row(2), row(1));
    older.release();
    younger.release();
    stream.leave();
  });
});

describe('the stream of a salon', () => {
  test('tells of its waitlist by ids alone, uncompressed, whichever web process it hangs on', async () => {
    const { salon, service } = await aSalon();
    const kari = await logIn(salon);
    const streams = [await listen(here, salon, kari), await listen(there, salon, kari)];
    for (const stream of streams) await stream.isConnected();

    const entry = await makeEntry(db, { salon, service });
    for (const stream of streams) {
      await stream.hears(entry.id);
      expect(stream.changes()).toEqual([
        {
          eventType: 'INSERT',
          rowId: entry.id,
          commitTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/) as string,
        },
      ]);
      expect(stream.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
      expect(stream.response.headers.get('content-encoding')).toBeNull();
      stream.leave();
    }
  });

  test('tells of another salon and of other topics only to those who listen for them', async () => {
    const { salon, service } = await aSalon();
    const elsewhere = await aSalon();
    const kari = await logIn(salon);
    const waitlist = await listen(here, salon, kari);
    const calendar = await listen(here, salon, { ...kari, topics: ['calendar'] });
    await waitlist.isConnected();
    await calendar.isConnected();

    await makeEntry(db, elsewhere);
    const employee = await makeEmployee(db, salon, { services: [service], hours: [] });
    await db.timeOff.create({
      data: {
        employeeId: employee.id,
        startsAt: new Date('2026-06-20T10:00Z'),
        endsAt: new Date('2026-06-21T10:00Z'),
        createdAt: deps.clock.now(),
      },
    });
    const entry = await makeEntry(db, { salon, service });

    await waitlist.hears(entry.id);
    const timeOff = await db.timeOff.findFirstOrThrow();
    await calendar.hears(employee.id, timeOff.id);
    waitlist.leave();
    calendar.leave();
  });

  test('goes on after the last event that a reader had, in another process too', async () => {
    const { salon, service } = await aSalon();
    const kari = await logIn(salon);
    const before = await listen(here, salon, kari);
    await before.isConnected();
    const first = await makeEntry(db, { salon, service });
    await before.hears(first.id);
    before.leave();

    const second = await makeEntry(db, { salon, service });
    await moveEntry(db, second, {
      reason: 'left_by_customer',
      now: deps.clock.now(),
      set: { status: 'cancelled' },
    });
    const lastEventId = before.heard.find(({ id }) => id !== '')!.id;
    const after = await listen(there, salon, { ...kari, lastEventId });
    await after.hears(second.id, second.id);
    const third = await makeEntry(db, { salon, service });
    await after.hears(second.id, second.id, third.id);
    after.leave();
  });

  test('is for staff of that salon', async () => {
    const { salon } = await aSalon();
    const elsewhere = await aSalon();
    await (await listen(here, salon)).saysCode('unauthenticated');
    await (await listen(here, salon, await logIn(elsewhere.salon))).saysCode('not_found');
  });

  test('takes nothing for the place of an event that none has', async () => {
    const { salon } = await aSalon();
    const stream = await listen(here, salon, { ...(await logIn(salon)), lastEventId: '1; DROP TABLE' });
    await stream.saysCode('invalid_input');
  });

  test('ends when its reader logs out, is shut out, is staff no more, or their session runs out', async () => {
    const { salon } = await aSalon();
    const [out, shut, gone, late] = [
      await logIn(salon),
      await logIn(salon),
      await logIn(salon),
      await logIn(salon),
    ];
    const stays = await listen(here, salon, await logIn(salon));
    const streams = [];
    for (const who of [out, shut, gone, late]) {
      const stream = await listen(here, salon, who);
      await stream.isConnected();
      streams.push(stream);
    }

    const loggedOut = await here.post('/trpc/auth.logout', {}, { cookie: out.cookie, origin: here.origin });
    expect(loggedOut.status).toBe(200);
    await db.user.update({ where: { id: shut.userId }, data: { disabledAt: deps.clock.now() } });
    await db.membership.deleteMany({ where: { userId: gone.userId } });
    // Opening the stream has moved its end on.
    await db.session.update({
      where: { id: late.sessionId },
      data: { expiresAt: new Date(deps.clock.now().getTime() + 1_800_000) },
    });
    deps.clock.advance(31);
    for (const stream of streams) {
      await stream.saysCode('unauthenticated');
      await stream.ended;
    }
    expect(stays.heard.map(({ event }) => event)).toEqual(['connected']);
    stays.leave();
  });
});

test('with its connection cut, the feed goes on from where it was', async () => {
  const { salon, service } = await aSalon();
  const stream = await listen(here, salon, await logIn(salon));
  await stream.isConnected();

  const { rowCount } = await pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'ledig-test-changes' AND datname = current_database()`,
  );
  expect(rowCount).toBeGreaterThan(0);
  const entry = await makeEntry(db, { salon, service });

  await stream.hears(entry.id);
  stream.leave();
});

test('a process that stops ends its streams, and each new one at once', async () => {
  const { salon } = await aSalon();
  const stopping = testChanges(deps);
  const options = {
    salonId: salon.id,
    sessionId: newId<SessionId>(),
    topics: ['waitlist'] as const,
    signal: new AbortController().signal,
  };
  const rows = await stopping.watch(options);
  const next = rows.next();
  await stopping.close();
  const ended = { done: true, value: undefined };
  expect(await next).toEqual(ended);
  expect(await (await stopping.watch(options)).next()).toEqual(ended);
});

test('a reader who falls behind is let go, and what waited for them is forgotten', async () => {
  const salonId = newId<SalonId>();
  const watcher = new Watcher({ salonId, sessionId: newId<SessionId>(), topics: ['waitlist'] });
  const event: FeedRow = {
    position: { xid: '1', id: '1' },
    salonId,
    topic: 'waitlist',
    change: { eventType: 'UPDATE', rowId: row(1), commitTimestamp: '2026-06-01T08:00:00.000000Z' },
  };
  let handed = 0;
  while (watcher.hand(event)) handed += 1;
  expect(handed).toBe(2_000);
  await expect(watcher.rows(new AbortController().signal).next()).rejects.toMatchObject({ code: 'busy' });
});
