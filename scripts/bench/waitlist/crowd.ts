import type { PrismaClient } from '#server/generated/prisma/client.ts';
import { idOf, type EmployeeId, type SalonId, type ServiceId } from '#server/platform/ids.schema.ts';
import { makeCustomer, makeEmployee, makeSalon, makeService } from '#server/testing/factories.ts';

/** A salon in whose list very many stand, with what a filter may ask for. */
export interface Crowd {
  salonId: SalonId;
  serviceId: ServiceId;
  employeeId: EmployeeId;
  /** A day that some could come on. */
  date: string;
}

const services = 12;
const employees = 8;

/**
 * Written in one go, past the triggers: three in five wait, one in ten is paused, the rest have ended. One in three wants somebody; each could
 * come on a fortnight of days of this or the next months.
 */
export async function makeCrowd(db: PrismaClient, now: Date, size: number): Promise<Crowd> {
  const salon = await makeSalon(db, { slug: 'crowd' });
  const offered = [];
  for (let index = 0; index < services; index += 1) offered.push(await makeService(db, salon));
  const staff = [];
  for (let index = 0; index < employees; index += 1)
    staff.push(await makeEmployee(db, salon, { services: offered }));
  const { id: customerId } = await makeCustomer(db, salon);
  const [service] = offered;
  const [employee] = staff;
  if (!service || !employee) throw new Error('A salon needs services and employees.');
  await db.$transaction([
    db.$executeRaw`SET LOCAL session_replication_role = replica`,
    db.$executeRaw`
        INSERT INTO waitlist_entries (
          customer_id, salon_id, service_id, status, customer_name, customer_email, customer_phone, locale, preferred_date,
          preference_mode, last_window_date, wish_changed_at, priority_score_snapshot, priority_score_parts, cooldown_until,
          cooldown_reason, created_at, updated_at
        )
        SELECT
          ${customerId}::uuid, ${salon.id}::uuid, (${offered.map(({ id }) => id)}::uuid[])[1 + n % ${services}],
          status, initcap(substr(md5(n::text), 1, 6)) || ' ' || initcap(substr(md5((n * 7)::text), 1, 8)),
          substr(md5(n::text), 1, 10) || '@example.com', '+474' || lpad((n * 7919 % 10000000)::text, 7, '0'), 'nb', first_day,
          'day_flexible', first_day + 13, made, (n * 31 % 4) * 5 - 10, '[]',
          CASE WHEN status = 'cooldown' THEN ${now}::timestamptz + interval '1 day' END,
          CASE WHEN status = 'cooldown' THEN 'offer_declined' END, made, made
        FROM generate_series(1, ${size}) n
        CROSS JOIN LATERAL (SELECT
          (ARRAY['waiting', 'waiting', 'waiting', 'waiting', 'waiting', 'waiting', 'cooldown', 'expired', 'expired', 'cancelled'])[1 + n % 10] AS status,
          ${now}::timestamptz - make_interval(mins => n * 7) AS made,
          (${now}::timestamptz)::date + n % 60 AS first_day
        ) facts`,
    db.$executeRaw`
        INSERT INTO waitlist_windows (waitlist_entry_id, salon_id, service_id, date_from, date_until, from_minute, until_minute)
        SELECT id, salon_id, service_id, preferred_date, last_window_date, 540, 1020
        FROM waitlist_entries WHERE salon_id = ${salon.id}::uuid`,
    db.$executeRaw`
        INSERT INTO waitlist_entry_employees (waitlist_entry_id, employee_id)
        SELECT id, (${staff.map(({ id }) => id)}::uuid[])[1 + abs(hashtext(id::text)) % ${employees}]
        FROM waitlist_entries WHERE salon_id = ${salon.id}::uuid AND abs(hashtext(id::text)) % 3 = 0`,
  ]);
  await db.$executeRaw`VACUUM ANALYZE waitlist_entries`;
  await db.$executeRaw`ANALYZE`;
  return {
    salonId: idOf<SalonId>(salon.id),
    serviceId: idOf<ServiceId>(service.id),
    employeeId: idOf<EmployeeId>(employee.id),
    date: new Date(now.getTime() + 10 * 86_400_000).toISOString().slice(0, 10),
  };
}
