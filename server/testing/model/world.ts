import {
  inboxProvider,
  SendFailure,
  type FailureKind,
} from '#server/modules/notifications/message-provider.ts';
import { newId, type SalonId, type SessionId, type UserId } from '#server/platform/ids.schema.ts';
import { createCaller } from '#server/trpc/router.ts';
import { minutesAfter } from '../clock.ts';
import type { TestDeps } from '../deps.ts';
import {
  makeCustomer,
  makeEmployee,
  makeSalon,
  makeService,
  type TestCustomer,
  type TestEmployee,
  type TestSalon,
  type TestService,
} from '../factories.ts';

// A salon small enough that random commands meet: two employees, who work in the mornings, three services, six customers. Or a larger one,
// made of more of the same.

type Caller = ReturnType<typeof createCaller>;

export interface World {
  deps: TestDeps;
  salon: TestSalon;
  services: TestService[];
  employees: TestEmployee[];
  customers: TestCustomer[];
  /** The procedures, as a visitor of the pages calls them, and as the owner does. */
  visitor: Caller;
  staff: Caller;
  /** What becomes of the next messages that are sent. */
  failures: FailureKind[];
  /** Nobody acts at the same moment. */
  alone: boolean;
  /** The job store forgot what it had: only the sweep can go on. */
  jobsWereLost: boolean;
  /** The salon's rows stay, everything that happened goes. */
  reset(): Promise<void>;
}

/** The salon opens at nine. */
const opensAt = 9 * 60;
export const morningQuarters = 16;

/** Every second employee does not do the third service; of six customers one has no e-mail address, and one no phone. */
export async function makeWorld(
  deps: TestDeps,
  { employees: team = 2, customers: known = 6 } = {},
): Promise<World> {
  const { db, database } = deps;
  await database.empty();
  const salon = await makeSalon(db, { bookingNoticeMinutes: 30, cancelNoticeMinutes: 60 });
  const services = [
    await makeService(db, salon, { durationMinutes: 30 }),
    await makeService(db, salon, { durationMinutes: 45, bufferBeforeMinutes: 15, bufferAfterMinutes: 15 }),
    await makeService(db, salon, { durationMinutes: 60, bufferAfterMinutes: 15 }),
  ];
  const morning = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    fromMinute: opensAt,
    untilMinute: opensAt + morningQuarters * 15,
  }));
  const employees: TestEmployee[] = [];
  while (employees.length < team) {
    const does = employees.length % 2 === 0 ? services : services.slice(0, 2);
    employees.push(await makeEmployee(db, salon, { services: does, hours: morning }));
  }
  const customers: TestCustomer[] = [];
  while (customers.length < known) {
    const lacks = [{}, { email: null }, { phone: null }][customers.length % 6] ?? {};
    customers.push(await makeCustomer(db, salon, lacks));
  }
  const userId = newId<UserId>();
  await db.user.create({
    data: { id: userId, email: 'owner@example.com', name: 'Ingrid', passwordHash: 'none' },
  });

  const failures: FailureKind[] = [];
  const provider = {
    name: 'model',
    send: (message: Parameters<typeof inboxProvider.send>[0]) => {
      const kind = failures.shift();
      return kind ? Promise.reject(new SendFailure(kind, 'as asked')) : inboxProvider.send(message);
    },
  };
  deps.providers = { sms: provider, email: provider };

  const context = { deps, address: 'model', locale: 'nb', transport: 'page' } as const;
  const session = {
    id: newId<SessionId>(),
    expiresAt: minutesAfter('2100-01-01', 0),
    user: { id: userId, email: 'owner@example.com', name: 'Ingrid', locale: 'nb' as const },
    salons: [{ ...salon, locale: 'nb' as const, accentColour: null, role: 'owner' as const }],
  };
  const hours = await db.workingHours.findMany();
  const does = await db.employeeService.findMany();
  const world: World = {
    deps,
    salon,
    services,
    employees,
    customers,
    visitor: createCaller({ ...context, session: null }),
    staff: createCaller({ ...context, session }),
    failures,
    alone: true,
    jobsWereLost: false,
    async reset() {
      world.jobsWereLost = false;
      failures.length = 0;
      deps.logged.length = 0;
      await database.pool.query(forget, [salon.id]);
      await db.workingHours.createMany({ data: hours });
      await db.employeeService.createMany({ data: does });
    },
  };
  return world;
}

/** Deletes what commands write. In one message, so in one transaction; triggers and foreign keys rest meanwhile. */
const forget = `
  WITH quiet AS (SELECT set_config('session_replication_role', 'replica', true)),
  ${[
    'pgboss.job',
    'staff_notice_items',
    'staff_notices',
    'sms_warnings',
    'sms_usage',
    'messages',
    'waitlist_lifecycle_events',
    'waitlist_windows',
    'waitlist_entry_employees',
    'match_runs',
    'waitlist_offers',
    'waitlist_entries',
    'calendar_items',
    'booking_items',
    'booking_changes',
    'openings',
    'bookings',
    'consents',
    'audit_events',
    'change_events',
    'time_off',
    'hours_exceptions',
    'working_hours',
    'employee_services',
    'waitlist_policies',
  ]
    .map((table, index) => `d${index} AS (DELETE FROM ${table} WHERE (SELECT true FROM quiet))`)
    .join(',\n  ')}
  , staff AS (UPDATE employees SET archived_at = NULL WHERE salon_id = $1)
  UPDATE salons SET joining_enabled = true, matching_enabled = true WHERE id = $1`;

/** Which salon a call of staff is about. */
export function inSalon(world: World): { salonId: SalonId } {
  return { salonId: world.salon.id };
}
