import fc from 'fast-check';
import { morningQuarters } from './world.ts';

// What people, staff and time can do. Plain values, so that a sequence that broke something can be read, shrunk and run again. Where a
// command is about a booking, an entry, an offer or an opening, it names the n-th of those that there are at that moment.

/** A quarter of an hour of one of the next mornings. */
export interface Slot {
  day: number;
  quarter: number;
}

export interface Wish {
  service: number;
  /** Bits: none, one or both of the employees. */
  employees: number;
  /** Days from today. */
  from: number;
  days: number;
  /** Quarters of the morning; an `until` of 16 is the whole of it. */
  fromQuarter: number;
  untilQuarter: number;
  leadTimeMinutes: number;
  /** In place of the window: a preferred date and time, as the operators' form asks for it. */
  preferred: boolean;
}

const nth = fc.nat(5);
const slot = fc.record({ day: fc.constantFrom(1, 1, 1, 2, 0, 3), quarter: fc.nat(morningQuarters - 1) });
const service = fc.constantFrom(0, 0, 0, 1, 1, 2);
const employee = fc.nat(1);
const customer = fc.nat(5);
const chance = fc.boolean();
const by = fc.constantFrom('customer', 'staff');
const wish: fc.Arbitrary<Wish> = fc.record({
  service,
  employees: fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
  from: fc.constantFrom(0, 0, 1, 2),
  days: fc.constantFrom(3, 3, 2, 1, 0),
  fromQuarter: fc.constantFrom(0, 0, 0, 0, 4, 8),
  untilQuarter: fc.constantFrom(morningQuarters, morningQuarters, morningQuarters, 12, 8),
  leadTimeMinutes: fc.constantFrom(0, 0, 0, 120),
  preferred: fc.constantFrom(false, false, false, false, false, true),
});

/** The numbers of the salon's policy. */
const policy = fc.record({
  claimExpiryMinutes: fc.constantFrom(5, 15, 30, 60),
  reminderLeadMinutes: fc.constantFrom(0, 10, 25),
  cooldownMinutes: fc.constantFrom(0, 60),
  declineThreshold: fc.constantFrom(1, 2, 3),
  timeoutOutcome: fc.constantFrom('cooldown', 'cooldown', 'expired'),
  matchOnReactivation: chance,
  offering: fc.constantFrom('fixed', 'fixed', 'auto'),
  offersAtOnce: fc.constantFrom(1, 1, 2, 3),
  maxHoldMinutes: fc.constantFrom(30, 240),
  maxOffersPerOpening: fc.constantFrom(2, 25),
});

function command<Kind extends string, Fields extends Record<string, unknown>>(
  kind: Kind,
  fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> },
): fc.Arbitrary<{ kind: Kind } & Fields> {
  return fc.record({ kind: fc.constant(kind), ...fields }) as unknown as fc.Arbitrary<
    { kind: Kind } & Fields
  >;
}

const book = command('book', { slot, service, employee: fc.option(employee), customer });
const join = command('join', {
  wish,
  customer,
  moves: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: nth }),
  by,
});
const cancelBooking = command('cancelBooking', { nth, by });

const arbitraries = {
  book: { weight: 3, arbitrary: book },
  join: { weight: 3, arbitrary: join },
  cancelBooking: { weight: 9, arbitrary: cancelBooking },
  bookByStaff: {
    weight: 2,
    arbitrary: command('bookByStaff', {
      slot,
      service,
      employee,
      customer,
      isWalkIn: chance,
      overHold: chance,
    }),
  },
  reschedule: {
    weight: 3,
    arbitrary: command('reschedule', { nth, slot, employee: fc.option(employee), overHold: chance, by }),
  },
  resize: {
    weight: 4,
    arbitrary: command('resize', {
      nth,
      /** Quarters by which it begins, and ends, later. */
      startBy: fc.constantFrom(0, 0, 0, -1, 1),
      endBy: fc.constantFrom(-2, -1, -1, 1, 2),
      overHold: chance,
    }),
  },
  undoChange: { weight: 4, arbitrary: command('undoChange', { nth }) },
  setServices: { weight: 1, arbitrary: command('setServices', { employee, services: fc.nat(7) }) },
  settle: { weight: 1, arbitrary: command('settle', { nth, as: fc.constantFrom('complete', 'noShow') }) },
  accept: {
    weight: 9,
    arbitrary: command('accept', { nth, oldLink: fc.constantFrom(false, false, false, true) }),
  },
  decline: { weight: 5, arbitrary: command('decline', { nth, leave: fc.constantFrom(false, false, true) }) },
  undo: { weight: 4, arbitrary: command('undo', { nth, by: fc.constantFrom('offer', 'booking') }) },
  change: { weight: 2, arbitrary: command('change', { nth, wish, by }) },
  pause: {
    weight: 1,
    arbitrary: command('pause', { nth, days: fc.option(fc.integer({ min: 1, max: 3 })), by }),
  },
  resume: { weight: 1, arbitrary: command('resume', { nth }) },
  leave: { weight: 1, arbitrary: command('leave', { nth, by }) },
  reactivate: { weight: 2, arbitrary: command('reactivate', { nth }) },
  prioritise: {
    weight: 1,
    arbitrary: command('prioritise', { nth, score: fc.option(fc.integer({ min: -20, max: 50 })) }),
  },
  notify: { weight: 3, arbitrary: command('notify', { nth, slot, employee, thenNext: chance }) },
  bookDirectly: { weight: 2, arbitrary: command('bookDirectly', { nth, slot, employee }) },
  convert: { weight: 2, arbitrary: command('convert', { nth }) },
  withdraw: { weight: 1, arbitrary: command('withdraw', { nth }) },
  offerNext: { weight: 2, arbitrary: command('offerNext', { nth }) },
  remove: { weight: 1, arbitrary: command('remove', { nth }) },
  addTimeOff: {
    weight: 1,
    arbitrary: command('addTimeOff', { slot, employee, quarters: fc.integer({ min: 1, max: 8 }) }),
  },
  removeTimeOff: { weight: 1, arbitrary: command('removeTimeOff', { nth }) },
  close: { weight: 1, arbitrary: command('close', { day: fc.nat(3), employee: fc.option(employee) }) },
  setHours: {
    weight: 1,
    arbitrary: command('setHours', {
      employee,
      fromQuarter: fc.nat(8),
      untilQuarter: fc.integer({ min: 9, max: 16 }),
    }),
  },
  archive: { weight: 1, arbitrary: command('archive', { employee }) },
  undeliverable: {
    weight: 1,
    arbitrary: command('undeliverable', {
      how: fc.constantFrom('permanent', 'permanent', 'transient', 'unclear'),
      messages: fc.integer({ min: 1, max: 4 }),
    }),
  },
  wait: {
    weight: 5,
    arbitrary: command('wait', { minutes: fc.constantFrom(1, 4, 6, 6, 16, 31, 61, 250, 720, 1440) }),
  },
  setPolicy: { weight: 1, arbitrary: command('setPolicy', { policy }) },
  switchOff: { weight: 1, arbitrary: command('switchOff', { joining: chance, matching: chance }) },
  work: { weight: 1, arbitrary: command('work', {}) },
  loseJobs: { weight: 1, arbitrary: command('loseJobs', {}) },
  bookShown: { weight: 2, arbitrary: command('bookShown', { nth, service, customer }) },
  notifyProposed: { weight: 2, arbitrary: command('notifyProposed', { nth, thenNext: chance }) },
  sweep: { weight: 3, arbitrary: command('sweep', {}) },
  look: { weight: 1, arbitrary: command('look', { nth }) },
} as const;

type Arbitraries = typeof arbitraries;
export type Command = {
  [Kind in keyof Arbitraries]: Arbitraries[Kind]['arbitrary'] extends fc.Arbitrary<infer T> ? T : never;
}[keyof Arbitraries];
export type CommandOf<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/** Commands at the same moment (mostly one), and whether the jobs that are due happen after them, happen twice, or come late. */
export interface Step {
  commands: Command[];
  jobs: 'once' | 'twice' | 'late';
}

export interface Lifecycle {
  start: string;
  policy: typeof policy extends fc.Arbitrary<infer T> ? T : never;
  /** To begin with: bookings, wishes and a cancellation, so that few commands are wasted on nothing. */
  bookings: Command[];
  wishes: Command[];
  cancelled: Step;
  steps: Step[];
}

/** An ordinary Monday; the Fridays before the clocks go forward and back; the middle of the night. */
const starts = [
  '2026-06-01T08:00+02:00',
  '2026-03-27T09:10+01:00',
  '2026-10-23T08:00+02:00',
  '2026-06-01T23:30+02:00',
];

/** @param atOnce how many commands meet at most */
export function lifecycles(atOnce: number): fc.Arbitrary<Lifecycle> {
  const command = fc.oneof(...(Object.values(arbitraries) as fc.WeightedArbitrary<Command>[]));
  return fc.record({
    start: fc.constantFrom(...starts),
    policy,
    bookings: fc.array(book, { minLength: 2, maxLength: 3 }),
    wishes: fc.array(join, { minLength: 2, maxLength: 4 }),
    cancelled: fc.record({
      commands: cancelBooking.map((command): Command[] => [command]),
      jobs: fc.constantFrom('once', 'once', 'late'),
    }),
    steps: fc.array(
      fc.record({
        commands: fc.array(command, { minLength: 1, maxLength: atOnce }),
        jobs: fc.constantFrom('once', 'once', 'twice', 'late', 'late'),
      }),
      { minLength: 2, maxLength: 14, size: 'max' },
    ),
  });
}
