import { beforeEach, describe, expect, test } from 'vitest';
import { createCaller } from '#server/trpc/router.ts';
import { testDeps } from './deps.ts';
import { makeBooking, makeCustomer } from './factories.ts';
import { openSalon, type OpenSalon } from './waitlist-steps.ts';
import { serveWebApp } from './web-app.ts';

// Whoever types a contact learns nothing of it: not whether it is known, nor whether it waits or has an appointment.

const deps = await testDeps();
const { db } = deps;
const { post } = serveWebApp(deps);
beforeEach(() => deps.reset());

const contact = { email: 'kari@example.com', phone: '+4741234567' };
type World = OpenSalon;

/** What the salon may know of the contact before a stranger types it. */
const pasts: Record<string, (world: World) => Promise<unknown>> = {
  'is a customer': ({ salon }) => makeCustomer(db, salon, contact),
  'has an appointment': async ({ salon, cut, ida }) => {
    const customer = await makeCustomer(db, salon, contact);
    await makeBooking(db, {
      salon,
      employee: ida,
      services: [cut],
      customer,
      startsAt: '2026-06-08T10:00+02:00',
    });
  },
  'has cancelled one': async ({ salon, cut, ida }) => {
    const customer = await makeCustomer(db, salon, contact);
    await makeBooking(db, {
      salon,
      employee: ida,
      services: [cut],
      customer,
      startsAt: '2026-06-03T10:00+02:00',
      status: 'cancelled',
    });
  },
  'waits for the same': async (world) => {
    await join(world);
    deps.clock.advance(1);
  },
  'is no customer any more': async ({ salon }) => {
    const { id } = await makeCustomer(db, salon, contact);
    await db.customer.update({ where: { id }, data: { erasedAt: deps.clock.now() } });
  },
};

function join({ salon, cut }: World) {
  return post('/api/waitlist', {
    salonId: salon.id,
    serviceId: cut.id,
    preferredDate: '2026-06-05',
    customerName: 'Somebody',
    customerEmail: contact.email,
    customerPhone: contact.phone,
  });
}

async function book({ salon, cut }: World) {
  const api = createCaller({ deps, session: null, address: '192.0.2.1', locale: 'nb', transport: 'page' });
  return api.booking.create({
    salonId: salon.id,
    serviceIds: [cut.id],
    startsAt: '2026-06-04T10:00:00Z',
    contact: { name: 'Somebody', ...contact },
    locale: 'nb',
  });
}

/** Without what is another for each salon, booking and link that is made. */
function withoutIds(answer: unknown): string {
  return JSON.stringify(answer)
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
    .replaceAll(/"token":"[\w-]{48}"/g, '"token":"link"')
    .replaceAll(/(salong-|Klipp )\d+/g, '$1n');
}

/** What a stranger sees; how many messages go out; and how long the answer waits at least, so that its time does not tell either. */
async function seen(act: (world: World) => Promise<unknown>, past?: (world: World) => Promise<unknown>) {
  await deps.reset();
  const world = await openSalon(deps, { salon: { slug: 'fjord' } });
  await past?.(world);
  deps.paused.length = 0;
  const before = await db.message.count();
  const answer = withoutIds(await act(world));
  return { answer, messages: (await db.message.count()) - before, paused: [...deps.paused] };
}

describe.each(Object.entries(pasts))('to a stranger who types a contact that %s', (_name, past) => {
  test('joining looks as for a contact that nobody knows', async () => {
    const known = await seen(join, past);
    expect(known.paused).toEqual([expect.any(Number)]);
    expect(known).toEqual(await seen(join));
  });

  test('booking a free time looks as for a contact that nobody knows', async () => {
    const known = await seen(book, past);
    const unknown = await seen(book);
    expect(known.answer).toContain('"ok":true');
    expect(known.paused).toEqual([expect.any(Number)]);
    expect(known).toEqual(unknown);
  });
});
