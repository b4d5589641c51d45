import { beforeEach, describe, expect, test } from 'vitest';
import { idOf, newId, type MembershipId, type UserId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { makeSalon, type TestSalon } from '#server/testing/factories.ts';
import { toAppError } from '#server/trpc/map-errors.ts';
import { createCaller } from '#server/trpc/router.ts';
import type { Role } from './auth.rules.ts';
import { findSession, startSession } from './session.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

interface Member {
  userId: UserId;
  membershipId: MembershipId;
}

/** Somebody with a role in all salons of an organisation; with `only`, in that one alone. */
async function join(salon: TestSalon, name: string, role: Role, { only = false } = {}): Promise<Member> {
  const user = { email: `${name.toLowerCase()}-${newId<UserId>()}@example.com`, name, passwordHash: 'none' };
  const { id } = await db.user.create({ data: user });
  const membership = await db.membership.create({
    data: { userId: id, organisationId: salon.organisationId, salonId: only ? salon.id : null, role },
  });
  return { userId: idOf<UserId>(id), membershipId: idOf<MembershipId>(membership.id) };
}

async function as({ userId }: Member) {
  const { token } = await deps.inTransaction((tx) => startSession(tx, userId));
  const session = await findSession(db, token, deps.clock.now());
  return createCaller({ deps, session, address: '192.0.2.1', locale: 'nb', transport: 'page' }).team;
}

const give = async (who: Member, salon: TestSalon, whom: Member, expectedRole: Role, role: Role) =>
  (await as(who)).setRole({ salonId: salon.id, membershipId: whom.membershipId, expectedRole, role });
const remove = async (who: Member, salon: TestSalon, whom: Member) =>
  (await as(who)).removeMember({ salonId: salon.id, membershipId: whom.membershipId });
const roleOf = async ({ membershipId }: Member) =>
  (await db.membership.findUnique({ where: { id: membershipId } }))?.role ?? null;

const refused = (reason: string) => ({ ok: false, reason });

describe('the team of a salon', () => {
  test('is its own staff and those of all salons, with what each of them may be made', async () => {
    const salon = await makeSalon(db);
    const sister = await makeSalon(db, { organisationId: salon.organisationId });
    const manager = await join(salon, 'Mona', 'manager', { only: true });
    await join(salon, 'Stine', 'staff', { only: true });
    await join(salon, 'Alle', 'staff');
    await join(salon, 'Eva', 'owner');
    await join(sister, 'Bergen', 'staff', { only: true });
    await join(await makeSalon(db), 'Fremmed', 'owner');

    const { members } = await (await as(manager)).list({ salonId: salon.id });
    expect(
      members.map(({ name, role, inAllSalons, rolesToGive }) => [name, role, inAllSalons, rolesToGive]),
    ).toEqual([
      ['Eva', 'owner', true, []],
      ['Mona', 'manager', false, ['manager', 'staff']],
      ['Alle', 'staff', true, []],
      ['Stine', 'staff', false, ['manager', 'staff']],
    ]);
  });

  test('is not for staff to see or to change', async () => {
    const salon = await makeSalon(db);
    const staff = await join(salon, 'Stine', 'staff');
    const codes = [
      (await as(staff)).list({ salonId: salon.id }),
      give(staff, salon, staff, 'staff', 'owner'),
      remove(staff, salon, staff),
    ].map((asked) =>
      asked.then(
        () => 'answered',
        (fault: unknown) => toAppError(fault).code,
      ),
    );
    expect(await Promise.all(codes)).toEqual(['forbidden', 'forbidden', 'forbidden']);
  });
});

describe('another role', () => {
  test('is given by who has it, and is in the audit without a name', async () => {
    const salon = await makeSalon(db);
    const [owner, staff] = [await join(salon, 'Eva', 'owner'), await join(salon, 'Stine', 'staff')];
    expect(await give(owner, salon, staff, 'staff', 'manager')).toEqual({ ok: true });
    expect(await roleOf(staff)).toBe('manager');
    expect(await db.auditEvent.findMany()).toMatchObject([
      {
        action: 'team.role_changed',
        actorId: owner.userId,
        salonId: salon.id,
        subjectId: staff.membershipId,
        data: { userId: staff.userId, from: 'staff', to: 'manager', inAllSalons: true },
      },
    ]);
  });

  test('is never higher than one’s own, and nobody higher is touched', async () => {
    const salon = await makeSalon(db);
    const owner = await join(salon, 'Eva', 'owner');
    const manager = await join(salon, 'Mona', 'manager');
    const staff = await join(salon, 'Stine', 'staff');
    expect(await give(manager, salon, manager, 'manager', 'owner')).toEqual(refused('above_you'));
    expect(await give(manager, salon, staff, 'staff', 'owner')).toEqual(refused('above_you'));
    expect(await give(manager, salon, owner, 'owner', 'staff')).toEqual(refused('above_you'));
    expect(await remove(manager, salon, owner)).toEqual(refused('above_you'));
    expect(await db.auditEvent.count()).toBe(0);
  });

  test('in all salons is not for who runs one of them', async () => {
    const salon = await makeSalon(db);
    const manager = await join(salon, 'Mona', 'owner', { only: true });
    const everywhere = await join(salon, 'Alle', 'staff');
    expect(await give(manager, salon, everywhere, 'staff', 'manager')).toEqual(refused('above_you'));
    expect(await remove(manager, salon, everywhere)).toEqual(refused('above_you'));
  });

  test('is not given over a colleague’s change; a repeat of one’s own is done already', async () => {
    const salon = await makeSalon(db);
    const [owner, staff] = [await join(salon, 'Eva', 'owner'), await join(salon, 'Stine', 'staff')];
    await give(owner, salon, staff, 'staff', 'owner');
    expect(await give(owner, salon, staff, 'staff', 'owner')).toEqual({ ok: true });
    expect(await give(owner, salon, staff, 'staff', 'manager')).toEqual(refused('changed'));
    expect(await db.auditEvent.count()).toBe(1);
  });

  test('is not found for a member of a sister salon or of strangers', async () => {
    const salon = await makeSalon(db);
    const owner = await join(salon, 'Eva', 'owner');
    const sister = await makeSalon(db, { organisationId: salon.organisationId });
    for (const whom of [
      await join(sister, 'Bergen', 'staff', { only: true }),
      await join(await makeSalon(db), 'Fremmed', 'staff'),
    ]) {
      await expect(remove(owner, salon, whom)).rejects.toMatchObject({ cause: { code: 'not_found' } });
      expect(await roleOf(whom)).toBe('staff');
    }
  });
});

describe('who is removed', () => {
  test('is logged in still, and has no salon any more', async () => {
    const salon = await makeSalon(db);
    const [owner, staff] = [await join(salon, 'Eva', 'owner'), await join(salon, 'Stine', 'staff')];
    const { token } = await deps.inTransaction((tx) => startSession(tx, staff.userId));
    expect(await remove(owner, salon, staff)).toEqual({ ok: true });
    expect((await findSession(db, token, deps.clock.now()))?.salons).toEqual([]);
    expect(await db.auditEvent.findMany()).toMatchObject([{ action: 'team.member_removed' }]);
  });
});

describe('the last owner', () => {
  test('stays, whoever asks; with another one they may go', async () => {
    const salon = await makeSalon(db);
    const owner = await join(salon, 'Eva', 'owner');
    expect(await remove(owner, salon, owner)).toEqual(refused('last_owner'));
    expect(await give(owner, salon, owner, 'owner', 'staff')).toEqual(refused('last_owner'));
    await join(salon, 'Olav', 'owner');
    expect(await remove(owner, salon, owner)).toEqual({ ok: true });
  });

  test('is not replaced by somebody who was shut out, or by an owner of one salon', async () => {
    const salon = await makeSalon(db);
    const owner = await join(salon, 'Eva', 'owner');
    const shut = await join(salon, 'Olav', 'owner');
    await db.user.update({ where: { id: shut.userId }, data: { disabledAt: deps.clock.now() } });
    await join(salon, 'Bare', 'owner', { only: true });
    expect(await remove(owner, salon, owner)).toEqual(refused('last_owner'));
  });

  test('is left over when two owners remove each other at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const salon = await makeSalon(db);
      const [eva, olav] = [await join(salon, 'Eva', 'owner'), await join(salon, 'Olav', 'owner')];
      const [asEva, asOlav] = [await as(eva), await as(olav)];
      const about = { salonId: salon.id };
      const outcomes = await Promise.all([
        asEva.removeMember({ ...about, membershipId: olav.membershipId }),
        asOlav.removeMember({ ...about, membershipId: eva.membershipId }),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await db.membership.count({ where: { organisationId: salon.organisationId } })).toBe(1);
    }
  });
});
