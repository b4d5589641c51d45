import { z } from 'zod';
import { calendarStretchSchema, type CalendarStretch } from '#server/modules/openings/stretches.rules.ts';
import {
  calendarIdSchema,
  employeeIdSchema,
  serviceIdSchema,
  type BookingId,
} from '#server/platform/ids.schema.ts';
import type { BookingChange as ChangeRow } from '#server/generated/prisma/client.ts';
import type { Tx } from '#server/platform/tx.ts';
import { areSame, type PlacedItem, type Told } from './bookings.rules.ts';
import { changeKindSchema, type ChangeKind } from './bookings.schema.ts';

// What is kept of a change, as JSON has it.
const itemsSchema = z.array(
  z.object({
    serviceId: serviceIdSchema,
    employeeId: employeeIdSchema,
    calendarId: calendarIdSchema,
    startsAt: z.coerce.date(),
    endsAt: z.coerce.date(),
    bufferBeforeMinutes: z.int(),
    bufferAfterMinutes: z.int(),
    priceMinor: z.int(),
  }),
);
const toldSchema = z.object({ startsAt: z.coerce.date(), employeeId: employeeIdSchema });

/** A change of a booking's times by staff. */
export interface BookingChange {
  id: string;
  sequence: number;
  kind: ChangeKind;
  before: PlacedItem[];
  after: PlacedItem[];
  /** When and with whom, as the customer had been told when it was made. */
  told: Told;
  /** What comes free once it has settled is this, less what stands there then. */
  freed: CalendarStretch[];
  madeAt: Date;
  settlesAt: Date;
  undoneAt: Date | null;
}

/** The last change of a booking that still stands and has not settled: so the next one, or its undoing, goes on from how it was before it. */
export async function findUnsettled(
  tx: Tx,
  { id, items }: { id: BookingId; items: readonly PlacedItem[] },
): Promise<BookingChange | null> {
  const row = await tx.db.bookingChange.findFirst({
    where: { bookingId: id, undoneAt: null, settlesAt: { gt: tx.now } },
    orderBy: { sequence: 'desc' },
  });
  const change = row && readChange(row);
  // Its customer may have moved it since.
  return change && areSame(change.after, items) ? change : null;
}

export function readChange(row: ChangeRow): BookingChange {
  return {
    id: row.id,
    sequence: row.sequence,
    kind: changeKindSchema.parse(row.kind),
    before: itemsSchema.parse(row.itemsBefore),
    after: itemsSchema.parse(row.itemsAfter),
    told: toldSchema.parse(row.told),
    freed: z.array(calendarStretchSchema).parse(row.freed),
    madeAt: row.madeAt,
    settlesAt: row.settlesAt,
    undoneAt: row.undoneAt,
  };
}

export async function writeChange(
  tx: Tx,
  bookingId: BookingId,
  { before, after, told, freed, ...change }: Omit<BookingChange, 'id' | 'sequence' | 'madeAt' | 'undoneAt'>,
): Promise<{ id: string; sequence: number }> {
  // The booking is locked, so nobody else takes this number.
  const { _max: last } = await tx.db.bookingChange.aggregate({
    where: { bookingId },
    _max: { sequence: true },
  });
  return tx.db.bookingChange.create({
    data: {
      ...change,
      bookingId,
      sequence: (last.sequence ?? 0) + 1,
      itemsBefore: toJson(before),
      itemsAfter: toJson(after),
      told: toJson(told),
      freed: toJson(freed),
      madeAt: tx.now,
    },
    select: { id: true, sequence: true },
  });
}

/** Times as JSON has them. */
function toJson(value: object): object {
  return JSON.parse(JSON.stringify(value)) as object;
}
