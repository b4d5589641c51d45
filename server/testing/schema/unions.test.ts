import { expect, test } from 'vitest';
import { roleSchema } from '#server/modules/auth/auth.schema.ts';
import { bookingStatusSchema, changeKindSchema } from '#server/modules/bookings/bookings.schema.ts';
import { channels, messageStatusSchema } from '#server/modules/notifications/notifications.schema.ts';
import { offerStatuses } from '#server/modules/offers/offers.schema.ts';
import { openingCauses, openingStatuses } from '#server/modules/openings/openings.schema.ts';
import { policyValuesSchema } from '#server/modules/policy/policy.schema.ts';
import {
  entryStatuses,
  lifecycleReasons,
  preferenceModeSchema,
} from '#server/modules/waitlist/waitlist.schema.ts';
import { testDatabase } from '../database.ts';

const database = await testDatabase();

/** The words of the code, and the CHECK that lists them in the database. */
const unions: [constraint: string, words: readonly string[]][] = [
  ['bookings_status_check', bookingStatusSchema.options],
  ['booking_changes_kind_check', changeKindSchema.options],
  ['openings_status_check', openingStatuses],
  ['openings_cause_check', openingCauses],
  ['waitlist_entries_status_check', entryStatuses],
  ['waitlist_entries_mode_check', preferenceModeSchema.options],
  ['waitlist_offers_status_check', offerStatuses],
  ['waitlist_policies_offering_check', policyValuesSchema.shape.offering.options],
  ['waitlist_policies_timeout_check', policyValuesSchema.shape.timeoutOutcome.options],
  ['messages_channel_check', channels],
  ['messages_status_check', messageStatusSchema.options],
  ['consents_channel_check', channels],
  ['memberships_role_check', roleSchema.options],
];

test.each(unions)('%s lists the words that the code knows', async (constraint, words) => {
  const { rows } = await database.pool.query<{ definition: string }>(
    'SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1',
    [constraint],
  );
  const listed = [...(rows[0]?.definition ?? '').matchAll(/'([^']+)'::/g)].map(([, word]) => word ?? '');
  expect(listed.toSorted()).toEqual(words.toSorted());
});

test('every reason of a transition is one that the code knows, and the other way round', async () => {
  const { rows } = await database.pool.query<{ reason: string }>(
    'SELECT DISTINCT reason FROM waitlist_transitions',
  );
  expect(rows.map(({ reason }) => reason).toSorted()).toEqual(lifecycleReasons.toSorted());
});
