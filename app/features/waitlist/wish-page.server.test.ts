import { expect, test } from 'vitest';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { formatsOf } from '#app/texts.server.ts';
import type { EntryDetails } from '#server/modules/waitlist/waitlist.schema.ts';
import { wishChoices } from './wish-page.server.ts';

const offered = {
  employees: [
    { id: 'ida', name: 'Ida', serviceIds: ['cut'] },
    { id: 'per', name: 'Per', serviceIds: ['colour'] },
  ],
  today: '2026-11-28',
  lastBookableDate: '2027-01-31',
  serviceGroups: [],
};
const page = {
  api: { salon: { bySlug: () => Promise.resolve(offered) } },
  salon: { slug: 'fjord' },
  locale: 'en',
  formats: formatsOf('en', 'Europe/Oslo'),
} as unknown as StaffPage;

test('changing a wish offers the notice that it has, and those who do its service', async () => {
  const entry = { service: { id: 'cut' }, leadTimeMinutes: 180 } as unknown as EntryDetails;
  const { options, people } = await wishChoices(page, entry);
  expect(options.leadTimes).toContainEqual({ value: '180', label: 'At least 3 hours before' });
  expect(people.map(({ name }) => name)).toEqual(['Ida']);
});

test('a new wish may be for anybody, with the usual notices', async () => {
  const { options, people } = await wishChoices(page);
  expect(options.leadTimes.map(({ value }) => value)).not.toContain('180');
  expect(people).toHaveLength(2);
});
