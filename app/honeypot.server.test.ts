import { describe, expect, test } from 'vitest';
import type { Booking } from '#app/features/booking/load-booking.server.ts';
import { sendBooking } from '#app/features/booking/send-booking.server.ts';
import { sendJoin } from '#app/features/join/send-join.server.ts';
import { honeypotName } from '#app/ui/honeypot.tsx';
import type { EmployeeId, SalonId, ServiceId } from '#server/platform/ids.schema.ts';

const salonId = '6f1d2f0e-3c54-4e0b-9d0a-8f6a3a1c2b10' as SalonId;
const serviceId = 'b0a7c9d4-51e2-4f83-8c7d-2e9f4a6b1c20' as ServiceId;
const token = 'a'.repeat(48);

/** A page of a salon whose procedures succeed, and what was asked of them and reported. */
function aPage() {
  const asked: string[] = [];
  const reported: string[] = [];
  const booking = {
    context: {
      locale: 'nb',
      now: new Date('2027-03-01T08:00:00Z'),
      reportProgram: (form: string) => void reported.push(form),
      api: {
        booking: {
          create: async () => {
            asked.push('booking.create');
            return { ok: true, token, confirmedBy: ['sms'] };
          },
        },
        waitlist: {
          join: async () => {
            asked.push('waitlist.join');
            return { ok: true, status: 'waiting' };
          },
        },
        availability: { slots: async () => ({ days: [] }) },
      },
    },
    salon: { id: salonId, slug: 'fjord', today: '2027-03-01', lastBookableDate: '2027-04-30' },
    services: [{ id: serviceId }],
    people: [] as { id: EmployeeId }[],
    search: { serviceIds: [serviceId], with: null, from: null, day: null, time: '2027-03-05T11:00:00Z' },
  } as unknown as Booking;
  return { booking, asked, reported };
}

const sends = {
  booking: sendBooking,
  join: sendJoin,
};

function filledIn(website: string): FormData {
  const form = new FormData();
  const fields = {
    name: 'Kari Nordmann',
    phone: '412 34 567',
    email: '',
    notes: '',
    startsAt: '2027-03-05T11:00:00Z',
    intent: 'join',
    window: '0',
    'from-0': '2027-03-05',
    'until-0': '2027-03-05',
    'part-0': 'any',
    lead: '0',
    [honeypotName]: website,
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** Where an answer leads; the token of a link is another each time. */
async function answerOf(name: keyof typeof sends, website: string) {
  const page = aPage();
  const answer = await sends[name](page.booking, filledIn(website));
  if (!(answer instanceof Response)) throw new Error(`not led on: ${JSON.stringify(answer)}`);
  const location = answer.headers.get('location')?.replace(/\/b\/[\w-]{48}/, '/b/…');
  return { ...page, answer: { status: answer.status, location, headers: [...answer.headers.keys()] } };
}

describe.each(['booking', 'join'] as const)('the form of %s', (name) => {
  test('filled in by a program: it is answered as a person is, nothing is done, and the log hears of it once', async () => {
    const person = await answerOf(name, '');
    const program = await answerOf(name, 'https://spam.example');
    expect(program.answer).toEqual(person.answer);
    expect(person.asked).toHaveLength(1);
    expect(person.reported).toEqual([]);
    expect(program.asked).toEqual([]);
    expect(program.reported).toEqual([name]);
  });
});
