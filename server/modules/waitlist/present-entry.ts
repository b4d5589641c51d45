import type { Prisma } from '#server/generated/prisma/client.ts';
import {
  idOf,
  type BookingId,
  type CustomerId,
  type EmployeeId,
  type EntryId,
  type ServiceId,
} from '#server/platform/ids.schema.ts';
import { isoDate } from './entries.queries.ts';
import { weekdaysOf } from './wish.rules.ts';
import {
  customerEntrySchema,
  entryStatusSchema,
  lifecycleReasonSchema,
  type StaffEntry,
} from './waitlist.schema.ts';

/** What every view of an entry needs of it. */
export const entryParts = {
  service: { select: { id: true, name: true, durationMinutes: true, priceMinor: true } },
  employees: {
    select: { employee: { select: { id: true, name: true } } },
    orderBy: { employee: { position: 'asc' } },
  },
  windows: { orderBy: [{ dateFrom: 'asc' }, { fromMinute: 'asc' }] },
} satisfies Prisma.WaitlistEntryInclude;

/** What staff's list needs besides: the offer that waits for an answer; there is at most one. */
export const staffEntryParts = {
  ...entryParts,
  offers: {
    where: { status: 'pending' },
    select: { status: true, slotStart: true, employee: { select: { name: true } } },
  },
} satisfies Prisma.WaitlistEntryInclude;

type EntryRow = Prisma.WaitlistEntryGetPayload<{ include: typeof entryParts }>;
type StaffEntryRow = Prisma.WaitlistEntryGetPayload<{ include: typeof staffEntryParts }>;

export function presentFacts(entry: EntryRow) {
  return {
    id: idOf<EntryId>(entry.id),
    status: entryStatusSchema.parse(entry.status),
    service: { ...entry.service, id: idOf<ServiceId>(entry.service.id) },
    employees: entry.employees.map(({ employee }) => ({ ...employee, id: idOf<EmployeeId>(employee.id) })),
    windows: entry.windows.map((window) => ({
      dateFrom: isoDate(window.dateFrom),
      dateUntil: isoDate(window.dateUntil),
      weekdays: weekdaysOf(window.weekdays),
      fromMinute: window.fromMinute,
      untilMinute: window.untilMinute,
    })),
    leadTimeMinutes: entry.leadTimeMinutes,
    createdAt: entry.createdAt.toISOString(),
    cooldownUntil: entry.cooldownUntil?.toISOString() ?? null,
    cooldownReason: customerEntrySchema.shape.cooldownReason.parse(entry.cooldownReason),
  };
}

/** @param entry with its pending offer among its offers, if it has one */
export function presentStaffEntry(entry: StaffEntryRow): StaffEntry {
  const offer = entry.offers.find(({ status }) => status === 'pending');
  return {
    ...presentFacts(entry),
    customer: {
      id: idOf<CustomerId>(entry.customerId),
      name: entry.customerName,
      email: entry.customerEmail,
      phone: entry.customerPhone,
    },
    score: entry.priorityOverrideScore ?? entry.priorityScoreSnapshot,
    overrideScore: entry.priorityOverrideScore,
    overrideReason: entry.priorityOverrideReason,
    declineCount: entry.declineCount,
    expiresAt: entry.expiresAt?.toISOString() ?? null,
    offered: offer ? { slotStart: offer.slotStart.toISOString(), employeeName: offer.employee.name } : null,
    bookingId: entry.bookingId === null ? null : idOf<BookingId>(entry.bookingId),
    notes: entry.notes,
  };
}

export function presentEvent(event: {
  sequence: number;
  fromStatus: string | null;
  toStatus: string;
  reason: string;
  occurredAt: Date;
}) {
  return {
    sequence: event.sequence,
    fromStatus: entryStatusSchema.nullable().parse(event.fromStatus),
    toStatus: entryStatusSchema.parse(event.toStatus),
    reason: lifecycleReasonSchema.parse(event.reason),
    occurredAt: event.occurredAt.toISOString(),
  };
}
