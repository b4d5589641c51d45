import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Tx } from '#server/platform/tx.ts';
import { expectVersion } from '#server/platform/version.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockSalon } from '../salon/change-salon.ts';
import { monthOf } from './reserve-segments.ts';
import { readQuota } from './show-sms-use.ts';
import type { setQuotaInput } from './sms-quota.schema.ts';

/**
 * Sets how many segments of SMS a month includes and where it ends: at once, for the month that is under way and those to come. What was sent
 * stays sent, so a cap may lie below it; then nothing more goes out this month.
 * @throws AppError `conflict` when somebody else has changed it since `version`
 */
export async function setSmsQuota(
  tx: Tx,
  { salonId, version, values, actor }: z.output<typeof setQuotaInput> & { actor: Actor },
): Promise<void> {
  await lockSalon(tx, salonId);
  const stands = await readQuota(tx.db, salonId);
  expectVersion(version, stands);
  const { included, hardCap } = values;
  if (included === stands.included && hardCap === stands.hardCap) return;
  await tx.db.salon.update({
    where: { id: salonId },
    data: { smsIncludedSegments: included, smsHardCap: hardCap },
    select: { id: true },
  });
  // Made where it is missing: a sender who has read the old setting must not make it with that.
  await tx.db.$executeRaw`
    INSERT INTO sms_usage (salon_id, month, segments_included, hard_cap)
    SELECT s.id, ${monthOf(tx.now)}, ${included}, ${hardCap}::int
    FROM salons s
    WHERE s.id = ${salonId}::uuid
    ON CONFLICT (salon_id, month) DO UPDATE SET segments_included = excluded.segments_included, hard_cap = excluded.hard_cap`;
  await recordAudit(tx, {
    actor,
    action: 'salon.sms_quota_set',
    subjectType: 'salon',
    subjectId: salonId,
    salonId,
    data: { included, hardCap },
  });
}
