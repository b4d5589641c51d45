import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Db } from '#server/platform/db.ts';
import { notFound } from '#server/platform/errors.ts';
import type { SalonId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { expectVersion, versionOf } from '#server/platform/version.ts';
import { localeOf } from '#server/texts/catalogue.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { countryOfSalon, normalisePhone } from './customers/contact.rules.ts';
import {
  salonValuesSchema,
  type changeSalonInput,
  type changeSalonOutput,
  type salonSettingsOutput,
  type SalonValues,
} from './settings.schema.ts';

/** What a salon's settings are, and whether its currency can still be chosen: once there are prices it stays. */
export async function getSalonSettings(
  db: Db,
  salonId: SalonId,
): Promise<z.infer<typeof salonSettingsOutput>> {
  const values = await readValues(db, salonId);
  return { values, version: versionOf(values), currencyIsFixed: await hasPrices(db, salonId) };
}

/**
 * Replaces a salon's settings. They count from then on: what was booked or offered keeps its times and terms. Another time zone moves no
 * booking, but the hours are read on its clock.
 * @throws AppError `conflict` when somebody else has changed them since `version`
 */
export async function changeSalon(
  tx: Tx,
  { salonId, version, values, actor }: z.output<typeof changeSalonInput> & { actor: Actor },
): Promise<z.output<typeof changeSalonOutput>> {
  await lockSalon(tx, salonId);
  const stands = await readValues(tx.db, salonId);
  expectVersion(version, stands);
  const phone = values.phone === null ? null : normalisePhone(values.phone, countryOfSalon(stands));
  if (values.phone !== null && phone === null) return invalid('phone', 'phone_invalid');
  if (values.currency !== stands.currency && (await hasPrices(tx.db, salonId)))
    return invalid('currency', 'currency_in_use');
  const data = { ...values, phone, accentColour: values.accentColour?.toLowerCase() ?? null };
  const changed = (Object.keys(data) as (keyof SalonValues)[]).filter((key) => data[key] !== stands[key]);
  if (changed.length === 0) return { ok: true };
  await tx.db.salon.update({ where: { id: salonId }, data, select: { id: true } });
  await recordAudit(tx, {
    actor,
    action: 'salon.changed',
    subjectType: 'salon',
    subjectId: salonId,
    salonId,
    data: { changed },
  });
  return { ok: true };
}

/** Edits of one salon's settings come one after the other. */
export async function lockSalon(tx: Tx, salonId: SalonId): Promise<void> {
  await tx.db.$queryRaw`SELECT id FROM salons WHERE id = ${salonId}::uuid FOR NO KEY UPDATE`;
}

async function readValues(db: Db, salonId: SalonId): Promise<SalonValues> {
  const salon = await db.salon.findUnique({ where: { id: salonId } });
  if (!salon) throw notFound('salon');
  const columns = Object.keys(salonValuesSchema.shape) as (keyof SalonValues)[];
  const values = Object.fromEntries(columns.map((key) => [key, salon[key]])) as unknown as SalonValues;
  return { ...values, locale: localeOf(salon.locale) };
}

async function hasPrices(db: Db, salonId: SalonId): Promise<boolean> {
  return (await db.service.count({ where: { salonId } })) > 0;
}

function invalid(field: keyof SalonValues, problem: string): z.output<typeof changeSalonOutput> {
  return { ok: false, reason: 'invalid', fields: [{ field: `values.${field}`, problem }] };
}
