import { describe, expect, test } from 'vitest';
import { bookingHref, readBookingSearch, readDate } from './booking-search.ts';

// Ida does all the cuts, and nobody does a cut and a shave.
const salon = {
  does: (ids: readonly string[]) => ['cut', 'shave'].some((kind) => ids.every((id) => id.startsWith(kind))),
  employs: (id: string) => id === 'ida',
};
const read = (query: string) => readBookingSearch(new URLSearchParams(query), salon);

describe('the address of a booking', () => {
  test('says how far it has come, and reads back as it was written', () => {
    const search = {
      serviceIds: ['cut', 'cut-long'],
      adding: true,
      find: 'blå tone',
      with: 'ida',
      from: '2026-11-23',
      day: '2026-11-28',
      time: '2026-11-28T09:30:00.000Z',
    };
    const href = bookingHref('fjord', search);
    expect(href.startsWith('/s/fjord?service=cut&service=cut-long&add=1&find=bl%C3%A5+tone&with=ida')).toBe(
      true,
    );
    expect(read(href.split('?')[1] ?? '')).toEqual(search);
  });

  test('leaves out what the salon does not have, so that the step is asked again', () => {
    expect(read('service=perm&with=ida')).toMatchObject({ serviceIds: [], with: null });
    expect(read('service=cut&with=nobody')).toMatchObject({ serviceIds: ['cut'], with: null });
    expect(read('service=cut&service=cut&with=anyone')).toMatchObject({
      serviceIds: ['cut'],
      with: 'anyone',
    });
  });

  test('keeps of its services what one person does together, and five at most', () => {
    expect(read('service=cut&service=shave&service=cut-long').serviceIds).toEqual(['cut', 'cut-long']);
    const six = [1, 2, 3, 4, 5, 6].map((number) => `service=cut-${number}`).join('&');
    expect(read(`${six}&add=1`)).toMatchObject({
      serviceIds: ['cut-1', 'cut-2', 'cut-3', 'cut-4', 'cut-5'],
      adding: false,
    });
    expect(read('add=1').adding).toBe(false);
  });

  test.each(['2026-02-30', '2026-13-01', '28.11.2026', 'x', '', null])('%s is no date', (text) => {
    expect(readDate(text)).toBeNull();
  });

  test('takes an instant with any offset, and nothing else for one', () => {
    expect(read('time=2026-11-28T10:30:00%2B01:00').time).toBe('2026-11-28T09:30:00.000Z');
    expect(read('time=soon').time).toBeNull();
  });
});
