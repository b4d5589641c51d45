import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { runSweep } from '#server/jobs/run-sweep.ts';
import { idOf, newId, type InvitationId, type UserId } from '#server/platform/ids.schema.ts';
import { createRateLimits } from '#server/platform/rate-limit.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeSalon, type TestSalon } from '#server/testing/factories.ts';
import { toAppError } from '#server/trpc/map-errors.ts';
import { createCaller } from '#server/trpc/router.ts';
import type { Role } from '../auth/auth.rules.ts';
import { findSession, startSession } from '../auth/session.ts';
import { newestMail } from './accounts.fixtures.ts';
import { accountSweeps } from './accounts.sweeps.ts';

const deps = await testDeps();
const { db, clock } = deps;
beforeEach(() => deps.reset());

const email = 'nina@example.com';
const password = 'regn i mars';
const weekMinutes = 7 * 24 * 60;

async function addUser(name: string, address = `${name.toLowerCase()}@example.com`): Promise<UserId> {
  const { id } = await db.user.create({ data: { email: address, name, passwordHash: 'none', locale: 'nb' } });
  return idOf<UserId>(id);
}

/** Somebody with a role in all salons of an organisation; with `only`, in that one alone. */
async function join(salon: TestSalon, name: string, role: Role, { only = false } = {}): Promise<UserId> {
  const userId = await addUser(name);
  await db.membership.create({
    data: { userId, organisationId: salon.organisationId, salonId: only ? salon.id : null, role },
  });
  return userId;
}

async function as(userId: UserId | null) {
  const token = userId && (await deps.inTransaction((tx) => startSession(tx, userId))).token;
  const session = token && (await findSession(db, token, clock.now()));
  return createCaller({
    deps,
    session: session || null,
    address: '192.0.2.1',
    locale: 'nb',
    transport: 'page',
  });
}

async function invite(
  who: UserId,
  salon: TestSalon,
  {
    role = 'staff',
    inAllSalons = false,
    to = email,
  }: { role?: Role; inAllSalons?: boolean; to?: string } = {},
) {
  const { team } = await as(who);
  return team.invite({ salonId: salon.id, email: to, role, inAllSalons, locale: 'nb' });
}

async function tokenFor(to = email): Promise<string> {
  const mail = await newestMail(deps, to);
  if (!mail) throw new Error('no mail');
  return mail.token;
}

const listed = async (who: UserId, salon: TestSalon) =>
  (await (await as(who)).team.invitations({ salonId: salon.id })).invitations;
async function onlyInvitation(): Promise<InvitationId> {
  const { id } = await db.invitation.findFirstOrThrow({ where: { takenBackAt: null } });
  return idOf<InvitationId>(id);
}
const view = async (token: string, who: UserId | null = null) =>
  (await as(who)).invitation.byToken({ token });
const accept = async (token: string, who: UserId | null) =>
  (await as(who)).invitation.acceptByToken({ token });
const signUp = async (token: string, name = 'Nina Vik') =>
  (await as(null)).invitation.signUpByToken({ token, name, password });
const membershipsOf = (address = email) => db.membership.findMany({ where: { user: { email: address } } });
const refused = (reason: string) => ({ ok: false, reason });
const over = (why: string) => ({ outcome: 'over', why });

/** A salon whose owner has invited somebody to be its staff. */
async function invited() {
  const salon = await makeSalon(db, { name: 'Fjord' });
  const owner = await join(salon, 'Eva', 'owner');
  expect(await invite(owner, salon)).toEqual({ ok: true });
  return { salon, owner, token: await tokenFor() };
}

describe('an invitation', () => {
  test('goes out by e-mail, in the language that was chosen, and says who invites to what', async () => {
    await invited();
    await deps.runJobs();
    const mail = await newestMail(deps, email);
    expect(mail).toMatchObject({ subject: 'Eva inviterer deg til Fjord', status: 'sent' });
    expect(mail?.text).toContain('Rollen din: Ansatt');
    expect(await db.message.findFirst({ where: { recipient: email } })).toMatchObject({
      salonId: null,
      customerId: null,
      template: 'staff_invitation',
    });
  });

  test('is in no salon’s log of messages', async () => {
    const { salon, owner } = await invited();
    const { messages } = await (await as(owner)).message.list({ salonId: salon.id });
    expect(messages).toEqual([]);
  });

  test('keeps no link in the database, and no address in the audit or in a job', async () => {
    const { token } = await invited();
    const tables = [
      await db.invitation.findMany(),
      await db.message.findMany(),
      await db.$queryRaw`SELECT data FROM pgboss.job`,
    ];
    expect(JSON.stringify(tables)).not.toContain(token);
    expect(JSON.stringify([await db.$queryRaw`SELECT data FROM audit_events`, tables[2]])).not.toContain(
      email,
    );
    expect(await db.auditEvent.findMany()).toMatchObject([
      { action: 'team.invited', data: { role: 'staff', inAllSalons: false } },
    ]);
  });

  test('is for nobody to give who has no such role, or not so far', async () => {
    const salon = await makeSalon(db);
    const manager = await join(salon, 'Mona', 'manager', { only: true });
    expect(await invite(manager, salon, { role: 'owner' })).toEqual(refused('above_you'));
    expect(await invite(manager, salon, { inAllSalons: true })).toEqual(refused('above_you'));
    expect(await invite(manager, salon, { role: 'manager' })).toEqual({ ok: true });
    const staff = await join(salon, 'Stine', 'staff');
    const { team } = await as(staff);
    const about = { salonId: salon.id, invitationId: await onlyInvitation() };
    const asked = await Promise.allSettled([
      invite(staff, salon),
      team.invitations(about),
      team.resendInvitation(about),
      team.takeBackInvitation(about),
    ]);
    const codes = asked.map((each) =>
      each.status === 'rejected' ? toAppError(each.reason).code : 'answered',
    );
    expect(codes).toEqual(['forbidden', 'forbidden', 'forbidden', 'forbidden']);
  });

  test('is not for who is in that team already; a wider one may be', async () => {
    const salon = await makeSalon(db);
    const owner = await join(salon, 'Eva', 'owner');
    await join(salon, 'Nina', 'staff', { only: true });
    expect(await invite(owner, salon, { to: 'NINA@example.com ' })).toEqual(refused('already_member'));
    expect(await invite(owner, salon, { inAllSalons: true })).toEqual({ ok: true });
    await accept(await tokenFor(), idOf<UserId>((await db.user.findFirstOrThrow({ where: { email } })).id));
    expect(await invite(owner, salon, { inAllSalons: true })).toEqual(refused('already_member'));
  });

  test('to the same place is sent once, until it has run out', async () => {
    const { salon, owner } = await invited();
    expect(await invite(owner, salon)).toEqual(refused('already_invited'));
    clock.advance(weekMinutes);
    expect(await invite(owner, salon, { role: 'manager' })).toEqual({ ok: true });
    expect(await listed(owner, salon)).toMatchObject([{ role: 'manager', state: 'open' }]);
  });

  test('is sent once when two colleagues invite the same address at once', async () => {
    const salon = await makeSalon(db);
    const owners = [await join(salon, 'Eva', 'owner'), await join(salon, 'Olav', 'owner')];
    const outcomes = await Promise.all(owners.map((owner) => invite(owner, salon)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.message.count()).toBe(1);
  });

  test('stands in the list of its salon and of those of all salons, and in no other', async () => {
    const { salon, owner } = await invited();
    const sister = await makeSalon(db, { organisationId: salon.organisationId });
    await invite(owner, sister, { inAllSalons: true, to: 'alle@example.com' });
    const [here, there] = [await listed(owner, salon), await listed(owner, sister)];
    expect(here.map(({ email: address }) => address)).toEqual(['alle@example.com', email]);
    expect(there.map(({ email: address }) => address)).toEqual(['alle@example.com']);
    const stranger = await makeSalon(db);
    expect(await listed(await join(stranger, 'Fremmed', 'owner'), stranger)).toEqual([]);
  });
});

describe('the page of an invitation', () => {
  test('says who invites to what, and changes nothing however often it is looked at', async () => {
    const { token } = await invited();
    const before = await db.invitation.findMany();
    expect(await view(token)).toMatchObject({
      outcome: 'open',
      invitedBy: 'Eva',
      salon: 'Fjord',
      role: 'staff',
      email,
      account: 'none',
    });
    expect(await db.invitation.findMany()).toEqual(before);
    expect(await db.user.count()).toBe(1);
  });

  test('knows whether its reader has an account, and is logged in', async () => {
    const { token, owner } = await invited();
    const nina = await addUser('Nina');
    expect(await view(token)).toMatchObject({ account: 'log_in' });
    expect(await view(token, owner)).toMatchObject({ account: 'other' });
    expect(await view(token, nina)).toMatchObject({ account: 'own' });
  });

  test('tells nothing to a link of another kind, or that nobody signed', async () => {
    await invited();
    const id = await onlyInvitation();
    for (const purpose of ['password_reset', 'booking'] as const) {
      expect(await view(deps.links.signLink(purpose, { id, version: 1 }))).toEqual({ outcome: 'unknown' });
    }
    expect(await view('nonsense')).toEqual({ outcome: 'unknown' });
  });
});

describe('who accepts', () => {
  test('without an account makes one, is logged in, and has the role', async () => {
    const { salon, token } = await invited();
    const outcome = await signUp(token);
    if (!outcome.ok) throw new Error(outcome.reason);
    expect(outcome.salonSlug).toBe(salon.slug);
    expect(await findSession(db, outcome.token, clock.now())).toMatchObject({
      user: { email, name: 'Nina Vik', locale: 'nb' },
      salons: [{ id: salon.id, role: 'staff' }],
    });
    expect(await db.auditEvent.findMany({ where: { action: 'team.invitation_accepted' } })).toMatchObject([
      { actorType: 'user', salonId: salon.id, data: { role: 'staff', inAllSalons: false } },
    ]);
  });

  test('is told of a password that others would guess', async () => {
    const { token } = await invited();
    const { invitation } = await as(null);
    expect(await invitation.signUpByToken({ token, name: 'Nina Vik', password: 'ninavik2026' })).toEqual({
      ok: false,
      reason: 'weak',
      problem: 'too_common',
    });
    expect(await membershipsOf()).toEqual([]);
  });

  test('with an account takes no new one, and has to be logged in with it', async () => {
    const { token, owner, salon } = await invited();
    const nina = await addUser('Nina');
    expect(await signUp(token)).toEqual(refused('has_account'));
    expect(await accept(token, null)).toEqual(refused('log_in'));
    expect(await accept(token, owner)).toEqual(refused('log_in'));
    expect(await membershipsOf()).toEqual([]);
    expect(await accept(token, nina)).toEqual({ ok: true, salonSlug: salon.slug });
    expect(await membershipsOf()).toMatchObject([{ salonId: salon.id, role: 'staff' }]);
  });

  test('does so once', async () => {
    const { token } = await invited();
    const nina = await addUser('Nina');
    const outcomes = await Promise.all([accept(token, nina), accept(token, nina)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await accept(token, nina)).toEqual(refused('over'));
    expect(await view(token)).toEqual(over('accepted'));
    expect(await membershipsOf()).toHaveLength(1);
  });

  test('and has come into the team another way meanwhile keeps the role from there', async () => {
    const { token, salon } = await invited();
    const nina = await join(salon, 'Nina', 'manager');
    expect(await accept(token, nina)).toMatchObject({ ok: true });
    expect(await membershipsOf()).toMatchObject([{ salonId: null, role: 'manager' }]);
  });

  test.each([
    ['after a week', 'expired', () => Promise.resolve(clock.advance(weekMinutes))],
    [
      'when who invited is no member any more',
      'void',
      (owner: UserId) => db.membership.deleteMany({ where: { userId: owner } }),
    ],
    [
      'when who invited may no longer give that role',
      'void',
      (owner: UserId) => db.membership.updateMany({ where: { userId: owner }, data: { role: 'staff' } }),
    ],
    [
      'when who invited was shut out',
      'void',
      (owner: UserId) => db.user.update({ where: { id: owner }, data: { disabledAt: clock.now() } }),
    ],
    ['when the salon is closed', 'void', () => db.salon.updateMany({ data: { archivedAt: clock.now() } })],
  ])('can’t %s', async (_when, why, happen) => {
    const { token, owner } = await invited();
    const nina = await addUser('Nina');
    await happen(owner);
    expect(await view(token)).toEqual(over(why));
    expect(await accept(token, nina)).toEqual(refused('over'));
    expect(await signUp(token)).toEqual(refused('over'));
    expect(await membershipsOf()).toEqual([]);
  });
});

describe('an open invitation', () => {
  test('is sent again with a new link, and the one before is good no more', async () => {
    const { salon, owner, token } = await invited();
    clock.advance(weekMinutes);
    expect(await listed(owner, salon)).toMatchObject([{ state: 'expired' }]);
    const about = { salonId: salon.id, invitationId: await onlyInvitation() };
    expect(await (await as(owner)).team.resendInvitation(about)).toEqual({ ok: true, email });
    const newer = await tokenFor();
    expect(newer).not.toBe(token);
    expect(await view(token)).toEqual(over('replaced'));
    expect(await signUp(token)).toEqual(refused('over'));
    expect(await signUp(newer)).toMatchObject({ ok: true });
  });

  test('that nobody stands for is shown as such, until a colleague sends it again', async () => {
    const { salon, owner } = await invited();
    const other = await join(salon, 'Olav', 'owner');
    await db.membership.deleteMany({ where: { userId: owner } });
    clock.advance(1);
    expect(await listed(other, salon)).toMatchObject([{ state: 'unsupported', invitedBy: 'Eva' }]);
    const about = { salonId: salon.id, invitationId: await onlyInvitation() };
    await (await as(other)).team.resendInvitation(about);
    expect(await listed(other, salon)).toMatchObject([{ state: 'open', invitedBy: 'Olav' }]);
    expect(await signUp(await tokenFor())).toMatchObject({ ok: true });
  });

  test('is taken back, and its link with it; twice is told', async () => {
    const { salon, owner, token } = await invited();
    const about = { salonId: salon.id, invitationId: await onlyInvitation() };
    expect(await (await as(owner)).team.takeBackInvitation(about)).toEqual({ ok: true, email });
    expect(await view(token)).toEqual(over('void'));
    expect(await signUp(token)).toEqual(refused('over'));
    expect(await listed(owner, salon)).toEqual([]);
    const gone = { ok: false, reason: 'over', email };
    expect(await (await as(owner)).team.takeBackInvitation(about)).toEqual(gone);
    expect(await (await as(owner)).team.resendInvitation(about)).toEqual(gone);
  });

  test('that reaches further than one’s own role is not for them to change', async () => {
    const salon = await makeSalon(db);
    const owner = await join(salon, 'Eva', 'owner');
    const manager = await join(salon, 'Mona', 'manager', { only: true });
    await invite(owner, salon, { inAllSalons: true });
    expect(await listed(manager, salon)).toMatchObject([{ mayChange: false }]);
    const about = { salonId: salon.id, invitationId: await onlyInvitation() };
    const above = { ok: false, reason: 'above_you', email };
    expect(await (await as(manager)).team.takeBackInvitation(about)).toEqual(above);
    expect(await (await as(manager)).team.resendInvitation(about)).toEqual(above);
  });

  test('that was taken back before its mail went out is not sent', async () => {
    const { salon, owner } = await invited();
    const about = { salonId: salon.id, invitationId: await onlyInvitation() };
    await (await as(owner)).team.takeBackInvitation(about);
    await deps.runJobs();
    expect(await db.message.findFirst()).toMatchObject({ status: 'cancelled' });
  });

  test('and its mail are forgotten a month after it has run out', async () => {
    await invited();
    clock.advance(weekMinutes + 30 * 24 * 60 - 1);
    expect(await runSweep(deps, accountSweeps)).toMatchObject({ 'invitations-removed': 0 });
    clock.advance(1);
    expect(await runSweep(deps, accountSweeps)).toMatchObject({ 'invitations-removed': 1 });
    expect([await db.invitation.count(), await db.message.count()]).toEqual([0, 0]);
  });
});

describe('inviting', () => {
  const limits = createRateLimits({
    url: deps.database.url,
    applicationName: 'ledig-test',
    secret: 'secret',
    onStoreError: () => undefined,
  });
  afterAll(() => limits.close());

  async function codeOf(who: UserId, salon: TestSalon, to: string): Promise<string> {
    const { token } = await deps.inTransaction((tx) => startSession(tx, who));
    const session = await findSession(db, token, clock.now());
    const context = { session, address: '192.0.2.1', locale: 'nb', transport: 'page' } as const;
    const { team } = createCaller({ deps: { ...deps, limits }, ...context });
    const input = { salonId: salon.id, email: to, role: 'staff', inAllSalons: false, locale: 'nb' } as const;
    return team.invite(input).then(
      (outcome) => (outcome.ok ? 'sent' : outcome.reason),
      (fault: unknown) => toAppError(fault).code,
    );
  }

  test('the same address from five salons is enough for a day', async () => {
    for (let count = 0; count < 6; count += 1) {
      const salon = await makeSalon(db);
      const userId = await addUser('Eva', `eva-${newId<UserId>()}@example.com`);
      await db.membership.create({ data: { userId, organisationId: salon.organisationId, role: 'owner' } });
      expect(await codeOf(userId, salon, email)).toBe(count < 5 ? 'sent' : 'rate_limited');
    }
  });

  test('twenty addresses are enough for an hour', async () => {
    const salon = await makeSalon(db);
    const owner = await join(salon, 'Eva', 'owner');
    for (let count = 0; count < 21; count += 1) {
      expect(await codeOf(owner, salon, `ny-${count}@example.com`)).toBe(
        count < 20 ? 'sent' : 'rate_limited',
      );
    }
  });
});
