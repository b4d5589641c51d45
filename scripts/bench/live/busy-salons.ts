import type { PrismaClient } from '#server/generated/prisma/client.ts';
import type { EntryId } from '#server/platform/ids.schema.ts';
import {
  makeCustomer,
  makeEmployee,
  makeSalon,
  makeService,
  type TestCustomer,
  type TestSalon,
} from '#server/testing/factories.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import { logIn } from '../staff.ts';

const waiting = 40;

/** A salon with people on its list, and somebody logged in who runs it. */
export interface BusySalon {
  id: string;
  /** Its waitlist, the newest first. */
  path: string;
  cookie: string;
  /** One more is put on the list. @returns their entry and the name under which they stand in it; `since` as Date.now() before it was written */
  join(): Promise<{ id: EntryId; name: string; since: number }>;
}

export async function makeBusySalon(db: PrismaClient, now: Date): Promise<BusySalon> {
  // Nobody is offered anything meanwhile: what is measured is how a change becomes known.
  const salon = await makeSalon(db);
  await db.salon.update({ where: { id: salon.id }, data: { matchingEnabled: false } });
  const service = await makeService(db, salon);
  await makeEmployee(db, salon, { services: [service] });
  const put = (customer: TestCustomer) => makeEntry(db, { salon, service, customer, now: new Date() });
  for (let index = 0; index < waiting; index += 1) await put(await makeCustomer(db, salon));
  return {
    id: salon.id,
    path: `/dashboard/${salon.slug}/waitlist?sort=newest`,
    cookie: await logIn(db, await makeOwner(db, salon), now),
    join: async () => {
      const customer = await makeCustomer(db, salon);
      const since = Date.now();
      const { id } = await put(customer);
      return { id, name: customer.name, since };
    },
  };
}

async function makeOwner(db: PrismaClient, { id, organisationId }: TestSalon): Promise<string> {
  const user = await db.user.create({
    data: { email: `owner@${id}.example`, name: 'Kari', passwordHash: '-', locale: 'en' },
  });
  await db.membership.create({ data: { userId: user.id, organisationId, role: 'owner' } });
  return user.id;
}
