import { beforeEach, expect, test } from 'vitest';
import { answerOffer } from '#server/modules/offers/answer-offer.ts';
import type { AnswerOutcome } from '#server/modules/offers/offers.schema.ts';
import { testDeps } from '../deps.ts';
import { makeCustomer, makeEmployee, makeSalon, makeService } from '../factories.ts';
import { makeEntry, makeOffer, makeOpening } from '../waitlist-factories.ts';
import { raceTrack } from './race.ts';

const deps = await testDeps();
const track = await raceTrack(deps);
beforeEach(() => deps.reset());

/** Two offers of one customer for the same hour with different employees; the second is accepted while the first one's claim is about to write. */
async function acceptBoth(): Promise<AnswerOutcome[]> {
  const { db } = deps;
  const salon = await makeSalon(db);
  const service = await makeService(db, salon);
  const customer = await makeCustomer(db, salon);
  const offer = async () => {
    const employee = await makeEmployee(db, salon, { services: [service] });
    const opening = await makeOpening(db, { employee, startsAt: '2026-06-02T12:00+02:00' });
    const entry = await makeEntry(db, { salon, service, customer, employees: [employee] });
    return makeOffer(db, { opening, entry });
  };
  const [first, second] = [await offer(), await offer()];
  const accept = (who: typeof deps, token: string) =>
    answerOffer(who, { token, action: 'accept', channel: 'web' });
  const both = await track.overtake(
    () => accept(track.slow, first.token),
    () => accept(deps, second.token),
  );
  return both.map((settled) => {
    if (settled.status === 'rejected') throw settled.reason;
    return settled.value.outcome;
  });
}

const gate = (source: string) =>
  source.replace('SELECT * INTO v_accepted', 'PERFORM race_gate();\n    SELECT * INTO v_accepted');

test('a customer who accepts two offers of the same hour at once gets one appointment', async () => {
  await track.doctor('answer_offer', gate);
  expect(await acceptBoth()).toEqual(['booked', 'clashes']);
});

test('without the customer’s lock they get both', async () => {
  await track.doctor('answer_offer', (source) => gate(source).replace(/PERFORM FROM customers c [^;]*;/, ''));
  expect(await acceptBoth()).toEqual(['booked', 'booked']);
});
