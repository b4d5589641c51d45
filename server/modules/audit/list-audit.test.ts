import { beforeEach, describe, expect, test } from 'vitest';
import { newId, type UserId } from '#server/platform/ids.schema.ts';
import { testDeps } from '#server/testing/deps.ts';
import { openSalon } from '#server/testing/waitlist-steps.ts';
import { addEmployee } from '../salon/edit-employees.ts';
import { addTimeOff } from '../openings/add-time-off.ts';
import { listAuditInput, type SalonAction } from './audit.schema.ts';
import { listAudit } from './list-audit.ts';
import { recordAudit } from './record-audit.ts';

const deps = await testDeps();
const { db } = deps;
beforeEach(() => deps.reset());

async function world() {
  const { salon, ida } = await openSalon(deps);
  const user = await db.user.create({
    data: {
      email: 'eva@example.com',
      name: 'Eva',
      passwordHash: '',
      memberships: { create: { organisationId: salon.organisationId, role: 'owner' } },
    },
  });
  const actor = { type: 'user', id: user.id as UserId } as const;
  const list = (input: object = {}) => listAudit(db, listAuditInput.parse({ salonId: salon.id, ...input }));
  return { salon, ida, actor, list };
}

describe('the audit trail', () => {
  test('tells the newest first, by whom, and of what', async () => {
    const { salon, ida, actor, list } = await world();
    await deps.inTransaction((tx) =>
      addEmployee(tx, { salonId: salon.id, name: 'Nina', title: '', serviceIds: [], actor }),
    );
    const times = { startsAt: '2026-06-05T10:00:00+02:00', endsAt: '2026-06-05T11:00:00+02:00' };
    await addTimeOff(deps, { salonId: salon.id, employeeId: ida.id, ...times, note: 'tannlege', actor });
    const { events, next, people } = await list();
    expect(events).toMatchObject([
      {
        action: 'time_off.added',
        actor: { name: 'Eva' },
        subject: { name: 'Ida' },
        startsAt: '2026-06-05T08:00:00.000Z',
      },
      { action: 'employee.added', actor: { name: 'Eva' }, subject: { name: 'Nina' } },
    ]);
    expect(JSON.stringify(events)).not.toContain('tannlege');
    expect(next).toBeNull();
    expect(people).toEqual([{ id: actor.id, name: 'Eva' }]);
  });

  test('is narrowed down by kind and by person, and never tells of another salon', async () => {
    const { salon, actor, list } = await world();
    const stranger = await anotherSalon();
    const record = (
      action: SalonAction,
      by: Parameters<typeof recordAudit>[1]['actor'],
      salonId = salon.id,
    ) =>
      deps.inTransaction((tx) =>
        recordAudit(tx, { actor: by, action, subjectType: 'salon', subjectId: salonId, salonId }),
      );
    await record('salon.changed', actor);
    await record('booking.cancelled', { type: 'customer', id: null });
    await record('hours.set', { type: 'user', id: newId<UserId>() });
    await record('salon.changed', actor, stranger);
    const actions = async (input: object) => (await list(input)).events.map(({ action }) => action);
    expect(await actions({})).toEqual(['hours.set', 'booking.cancelled', 'salon.changed']);
    expect(await actions({ kind: 'settings' })).toEqual(['salon.changed']);
    expect(await actions({ kind: 'workingTime' })).toEqual(['hours.set']);
    expect(await actions({ by: 'customer' })).toEqual(['booking.cancelled']);
    expect(await actions({ by: actor.id })).toEqual(['salon.changed']);
  });

  test('goes on page by page while new events come', async () => {
    const { salon, actor, list } = await world();
    const record = (subjectId: string) =>
      deps.inTransaction((tx) =>
        recordAudit(tx, {
          actor,
          action: 'salon.changed',
          subjectType: 'salon',
          subjectId,
          salonId: salon.id,
        }),
      );
    for (const id of ['1', '2', '3', '4', '5']) await record(id);
    const first = await list({ limit: 2 });
    await record('6');
    const second = await list({ limit: 2, before: first.next });
    const third = await list({ limit: 2, before: second.next });
    const ids = [first, second, third].flatMap(({ events }) => events.map(({ subject }) => subject.id));
    expect(ids).toEqual(['5', '4', '3', '2', '1']);
    expect(third.next).toBeNull();
  });
});

async function anotherSalon() {
  return (await openSalon(deps)).salon.id;
}
