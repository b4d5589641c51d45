import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Tx } from '#server/platform/tx.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { setSmsPriceInput } from './reports.schema.ts';

/** Writes down what one segment of an SMS costs the salon: what the report multiplies segments with. */
export async function setSmsPrice(
  tx: Tx,
  { salonId, micros, actor }: z.output<typeof setSmsPriceInput> & { actor: Actor },
): Promise<void> {
  await tx.db.salon.update({
    where: { id: salonId },
    data: { smsSegmentPriceMicros: micros },
    select: { id: true },
  });
  await recordAudit(tx, {
    actor,
    action: 'salon.sms_price_set',
    subjectType: 'salon',
    subjectId: salonId,
    salonId,
    data: { micros },
  });
}
