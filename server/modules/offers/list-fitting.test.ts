import { beforeEach, describe, expect, test } from 'vitest';
import { testDeps } from '#server/testing/deps.ts';
import { makeBooking, makeCustomer, makeEmployee, makeSalon, makeService } from '#server/testing/factories.ts';
import { readingClient } from '#server/testing/reading-client.ts';
import { makeEntry } from '#server/testing/waitlist-factories.ts';
import type { Db } from '#server/platform/db.ts';
import { listFitting } from './list-fitting.ts';
import { fittingOutput } from './offers.schema.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

const date = '2026-06-02';

async function world() {
  const salon = await makeSalon(db);
  const cut = await makeService(db, salon, { name: 'Klipp', durationMinutes: 60, bufferAfterMinutes: 15 });
  const ida = await makeEmployee(db, salon, { name: 'Ida', services: [cut], position: 0 });
  const wait = async (name: string, fields: Partial<Parameters<typeof makeEntry>[1]> = {}) => {
    const customer = await makeCustomer(db, salon, { name });
    return makeEntry(db, { salon, service: cut, customer, ...fields });
  };
  const list = async (reading: Db = db, on = date) =>
    fittingOutput.parse(
      await listFitting(reading, { salonId: salon.id, date: on, now: deps.clock.now() }),
    );
  return { salon, cut, ida, wait, list };
}
