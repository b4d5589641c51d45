import { beforeEach, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import {
  accept,
  comeFree,
  line,
  linkOf,
  openSalon,
  staff,
  work,
  type OpenSalon,
} from '#server/testing/waitlist-steps.ts';
import { cancelBooking } from '../bookings/cancel-booking.ts';
import { undoByOffer } from '../offers/undo-accept.ts';
import { getOpening, listOpenings } from './openings.queries.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const ten = '2026-06-02T10:00+02:00';

/** Kari takes Ida's time at ten, while somebody else waits. */
async function taken() {
  const world = await openSalon(deps);
  const { salon, cut, ida } = world;
  const [kari] = await line(deps, { salon, service: cut }, {}, {});
  const { openingId } = await comeFree(deps, { salon, employee: ida, services: [cut], startsAt: ten });
  await deps.runJobs();
  const { bookingId } = await accept(deps, kari);
  if (!bookingId) throw new Error('not booked');
  return { world, kari, openingId, bookingId };
}

type Asked = Partial<Parameters<typeof listOpenings>[1]>;
const list = ({ salon }: OpenSalon, asked: Asked = {}) =>
  listOpenings(db, { salonId: salon.id, page: 1, pageSize: 25, ...asked });

test('an opening tells who took it, and since when', async () => {
  const { world, kari, openingId } = await taken();
  const at = deps.clock.now().toISOString();
  const { taken: found } = await getOpening(db, { salonId: world.salon.id, openingId });
  expect(found).toEqual({
    entryId: kari.id,
    customerName: expect.stringContaining('Kari') as string,
    at,
    ended: null,
  });
  expect((await list(world)).openings).toMatchObject([{ id: openingId, taken: found }]);
});

test('that they gave it back at once, and when', async () => {
  const { world, kari, openingId } = await taken();
  deps.clock.advance(2);
  await undoByOffer(deps, await linkOf(deps, kari));
  const { openings } = await list(world);
  expect(openings.find(({ id }) => id === openingId)?.taken?.ended).toEqual({
    how: 'undone',
    at: deps.clock.now().toISOString(),
  });
});

test('that the appointment was cancelled later; the next opening of that time is nobody’s yet', async () => {
  const { world, openingId, bookingId } = await taken();
  deps.clock.advance(120);
  await cancelBooking(deps, { salonId: world.salon.id, bookingId, actor: staff });
  await work(deps);
  const { openings } = await list(world);
  expect(openings.map(({ id, taken }) => (id === openingId ? taken?.ended?.how : taken))).toEqual([
    null,
    'cancelled',
  ]);
});

test('narrowed down to a start, a person, a state, and to what ended lately', async () => {
  const { world, openingId } = await taken();
  const ids = async (asked: Asked) => (await list(world, asked)).openings.map(({ id }) => id);
  const now = deps.clock.now();
  expect(await ids({ startsAt: new Date(ten).toISOString(), employeeId: world.ida.id })).toEqual([openingId]);
  expect(await ids({ startsAt: new Date(Date.parse(ten) + 60_000).toISOString() })).toEqual([]);
  expect(await ids({ statuses: ['filled'], closedSince: now.toISOString() })).toEqual([openingId]);
  expect(await ids({ closedSince: new Date(now.getTime() + 1).toISOString() })).toEqual([]);
  expect(await ids({ statuses: ['open'] })).toEqual([]);
});
