import type { AnyProcedure } from '@trpc/server';
import { beforeAll, describe, expect, test } from 'vitest';
import { roles, type Role } from '#server/modules/auth/auth.rules.ts';
import { hasRight, rightGroups, type Right } from '#server/modules/auth/rights.schema.ts';
import {
  newId,
  type OrganisationId,
  type SalonId,
  type SessionId,
  type UserId,
} from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import type { RequestContext } from './context.ts';
import { toAppError } from './map-errors.ts';
import { appRouter, createCaller } from './router.ts';
import type { Access } from './trpc.ts';

// Asks every procedure there is, as everybody there is, whether the table of rights holds.

const deps = await testDeps();
// Once: what is asked here is refused, or has no input to write anything with.
beforeAll(() => deps.reset());

/** What each right opens. A procedure that is for the staff stands here once, by decision. */
const opens: Record<Right, string[]> = {
  seeToday: ['report.attention', 'running.worker', 'waitlist.onChange'],
  search: ['salon.search'],
  seeBookings: ['booking.calendar', 'booking.get', 'booking.list'],
  changeBookings: [
    'booking.cancel',
    'booking.complete',
    'booking.createByStaff',
    'booking.noShow',
    'booking.reschedule',
    'booking.resize',
    'booking.slotsForMove',
    'booking.undoChange',
  ],
  seeMessages: ['message.get', 'message.list'],
  resendMessages: ['message.resend'],
  seeWaitlist: [
    'opening.candidates',
    'opening.get',
    'opening.list',
    'policy.resolve',
    'waitlist.considerations',
    'waitlist.fitting',
    'waitlist.get',
    'waitlist.list',
    'waitlist.proposals',
  ],
  changeWaitlist: [
    'waitlist.actOnSeveral',
    'waitlist.cancel',
    'waitlist.change',
    'waitlist.clearPriority',
    'waitlist.create',
    'waitlist.pause',
    'waitlist.reactivate',
    'waitlist.remove',
    'waitlist.restore',
    'waitlist.setPriority',
  ],
  offerTimes: ['waitlist.bookDirectly', 'waitlist.convert', 'waitlist.notify'],
  changeOpenings: ['opening.offerNext', 'opening.withdraw'],
  seeCustomers: ['customer.get', 'customer.list'],
  changeCustomers: [
    'customer.addNote',
    'customer.change',
    'customer.changeNote',
    'customer.recordConsent',
    'customer.removeNote',
  ],
  mergeCustomers: ['customer.compare', 'customer.merge'],
  exportCustomers: ['customer.export'],
  eraseCustomers: ['customer.erase'],
  seeReports: ['report.rows', 'report.summary'],
  changeReports: ['report.setSmsPrice'],
  seeEmployees: ['salon.employees'],
  seeHours: ['salon.exceptions', 'salon.hitByTimeOff', 'salon.hours', 'salon.timeOff'],
  seeServices: ['salon.services'],
  changeTimeOff: ['salon.addTimeOff', 'salon.removeTimeOff'],
  changeHours: ['salon.removeException', 'salon.setException', 'salon.setHours'],
  changeEmployees: [
    'salon.addEmployee',
    'salon.archiveEmployee',
    'salon.changeEmployee',
    'salon.moveEmployee',
    'salon.restoreEmployee',
    'salon.setEmployeeServices',
    'salon.touchedByArchiving',
  ],
  changeServices: [
    'salon.addService',
    'salon.archiveService',
    'salon.changeService',
    'salon.moveService',
    'salon.restoreService',
  ],
  seeSalon: ['salon.settings'],
  changeSalon: ['salon.change'],
  changePolicy: ['policy.explain', 'policy.get', 'policy.preview', 'policy.set'],
  changeMessages: [
    'messageText.get',
    'messageText.list',
    'messageText.preview',
    'messageText.reset',
    'messageText.set',
  ],
  seeSmsQuota: ['message.usage'],
  changeSmsQuota: ['message.setQuota'],
  seeTeam: ['team.invitations', 'team.list'],
  changeTeam: [
    'team.invite',
    'team.removeMember',
    'team.resendInvitation',
    'team.setRole',
    'team.takeBackInvitation',
  ],
  seeAudit: ['audit.list'],
  changeRunning: ['running.drop', 'running.failed', 'running.retry'],
};

/** What is open to who is no staff, each by decision: to everybody, to who has a link, to who is logged in (about themselves alone). */
const open: Record<Exclude<Access['for'], 'staff'>, string[]> = {
  everybody: [
    'auth.confirmLogin',
    'auth.login',
    'auth.logout',
    'auth.me',
    'availability.firstFree',
    'availability.openingHours',
    'availability.slots',
    'booking.create',
    'message.inbox',
    'message.samples',
    'password.request',
    'salon.bySlug',
    'salon.list',
    'waitlist.join',
  ],
  link: [
    'booking.byToken',
    'booking.calendarFileByToken',
    'booking.cancelByToken',
    'booking.rescheduleByToken',
    'booking.slotsByToken',
    'booking.undoByToken',
    'invitation.acceptByToken',
    'invitation.byToken',
    'invitation.signUpByToken',
    'message.subscriptionByToken',
    'message.unsubscribeByToken',
    'offer.accept',
    'offer.byToken',
    'offer.decline',
    'offer.resend',
    'offer.undo',
    'password.byToken',
    'password.setByToken',
    'waitlist.askEarlier',
    'waitlist.byToken',
    'waitlist.changeByToken',
    'waitlist.leaveByToken',
    'waitlist.pauseByToken',
    'waitlist.resumeByToken',
    'waitlist.sendEarlierLink',
  ],
  user: [
    'auth.changePassword',
    'auth.confirmSecondFactor',
    'auth.endSecondFactor',
    'auth.logoutEverywhere',
    'auth.notices',
    'auth.renewRecoveryCodes',
    'auth.secondFactor',
    'auth.sessions',
    'auth.setNotices',
    'auth.startSecondFactor',
  ],
};

// Flat at run time, by path; its type is still that of the routers within.
const byPath = appRouter._def.procedures as unknown as Record<string, AnyProcedure>;
const procedures = Object.entries(byPath).map(([path, procedure]) => ({
  path,
  access: procedure._def.meta as Access | undefined,
}));
const forStaff = procedures.flatMap(({ path, access }) =>
  access?.for === 'staff' ? [{ path, right: access.right }] : [],
);

/** The answer to somebody of this role, about the salon of theirs or about one elsewhere; `null`: to nobody. */
async function codeOf(path: string, role: Role | null, { isElsewhere = false } = {}): Promise<string> {
  const salonId = newId<SalonId>();
  const own = {
    id: isElsewhere ? newId<SalonId>() : salonId,
    organisationId: newId<OrganisationId>(),
    slug: 'fjord',
    name: 'Fjord',
    timeZone: 'Europe/Oslo',
    locale: 'nb' as const,
    accentColour: null,
  };
  const context: RequestContext = {
    deps,
    session: role && {
      id: newId<SessionId>(),
      expiresAt: new Date('2026-07-01T00:00:00Z'),
      user: { id: newId<UserId>(), email: 'kari@example.com', name: 'Kari', locale: 'nb' },
      salons: [{ ...own, role }],
    },
    address: '192.0.2.1',
    locale: 'en',
    transport: 'page',
  };
  const procedure = path
    .split('.')
    .reduce<unknown>((at, step) => Reflect.get(at as object, step), createCaller(context));
  return (procedure as (input: unknown) => Promise<unknown>)({ salonId }).then(
    () => 'no error',
    (error: unknown) => toAppError(error).code,
  );
}

test('every procedure says for whom it is', () => {
  expect(procedures.filter(({ access }) => !access).map(({ path }) => path)).toEqual([]);
});

test('each right opens what was decided, and nothing else', () => {
  const asked = Object.fromEntries(
    Object.keys(opens).map((right) => [
      right,
      forStaff
        .filter((each) => each.right === right)
        .map(({ path }) => path)
        .toSorted(),
    ]),
  );
  expect(asked).toEqual(opens);
});

test.each(['everybody', 'link', 'user'] as const)('what is for %s was decided', (whom) => {
  const found = procedures.filter(({ access }) => access?.for === whom).map(({ path }) => path);
  expect(found.toSorted()).toEqual(open[whom]);
});

test('each right stands in one group', () => {
  const grouped = Object.values(rightGroups).flatMap((group) => Object.keys(group));
  expect(grouped.toSorted()).toEqual(Object.keys(opens).toSorted());
});

const cases = forStaff.flatMap(({ path, right }) => roles.map((role) => ({ path, right, role })));

describe.each(cases)('$path for $role', ({ path, right, role }) => {
  test(`is refused exactly when the role has not the right: ${right}`, async () => {
    expect((await codeOf(path, role)) === 'forbidden').toBe(!hasRight(role, right));
  });
});

test.each(forStaff)('$path: to the owner of another salon, this one does not exist', async ({ path }) => {
  expect(await codeOf(path, 'owner', { isElsewhere: true })).toBe('not_found');
});

test.each(procedures)('$path asks who it is exactly when it is for somebody', async ({ path, access }) => {
  const asks = access?.for === 'staff' || access?.for === 'user';
  expect((await codeOf(path, null)) === 'unauthenticated').toBe(asks);
});

describe('what is kept from staff', () => {
  const kept = Object.keys(opens).filter((right) => !hasRight('staff', right as Right));
  test('is what can’t be taken back, what leaves the house, what it earns, and how it is run', () => {
    expect(kept).toEqual([
      'mergeCustomers',
      'exportCustomers',
      'eraseCustomers',
      'seeReports',
      'changeReports',
      'changeHours',
      'changeEmployees',
      'changeServices',
      'seeSalon',
      'changeSalon',
      'changePolicy',
      'changeMessages',
      'seeSmsQuota',
      'changeSmsQuota',
      'seeTeam',
      'changeTeam',
      'seeAudit',
      'changeRunning',
    ]);
  });

  test('managers have, but for what is the operator’s', () => {
    expect(kept.filter((right) => !hasRight('manager', right as Right))).toEqual(['changeRunning']);
  });
});
