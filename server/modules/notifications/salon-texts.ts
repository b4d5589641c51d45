import type { z } from 'zod';
import type { Actor } from '#server/platform/actor.ts';
import type { Db } from '#server/platform/db.ts';
import type { SalonId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { expectVersion, versionOf } from '#server/platform/version.ts';
import { locales } from '#server/texts/catalogue.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { lockSalon } from '../salon/change-salon.ts';
import { channels, templates } from './notifications.schema.ts';
import { previewText } from './preview-text.ts';
import type { SampleDeps } from './sample-facts.ts';
import { allowedPlaceholders, requiredPlaceholders, tidyParts } from './salon-texts.rules.ts';
import type {
  getTextOutput,
  listTextsOutput,
  setTextInput,
  setTextOutput,
  TextKey,
  TextParts,
} from './salon-texts.schema.ts';
import { standardParts } from './standard-parts.ts';

/** Every text that customers of a salon may get, in the order of the catalogue. */
export async function listTexts(db: Db, salonId: SalonId): Promise<z.infer<typeof listTextsOutput>> {
  const own = await db.messageText.findMany({
    where: { salonId },
    select: { template: true, channel: true, locale: true },
  });
  const ownKeys = new Set(own.map((text) => keyOf(text)));
  return templates.flatMap((template) =>
    channels.flatMap((channel) =>
      locales.map((locale) => ({
        template,
        channel,
        locale,
        isOwn: ownKeys.has(keyOf({ template, channel, locale })),
      })),
    ),
  );
}

export async function getText(db: Db, key: TextKey): Promise<z.infer<typeof getTextOutput>> {
  const { template, channel, locale } = key;
  const own = await readOwn(db, key);
  const standard = standardParts(template, channel, locale);
  return {
    parts: own ?? standard,
    standard,
    isOwn: own !== null,
    version: versionOf(own),
    allowed: allowedPlaceholders(template, channel),
    required: requiredPlaceholders(template, channel),
  };
}

/**
 * Replaces a text. Messages that are sent from then on say it, also those that wait already.
 * @throws AppError `conflict` when somebody else has changed it since `version`
 */
export async function setText(
  deps: SampleDeps,
  tx: Tx,
  { version, parts, actor, ...key }: z.output<typeof setTextInput> & { actor: Actor },
): Promise<z.infer<typeof setTextOutput>> {
  const { problems } = await previewText(deps, { ...key, parts });
  if (problems.length > 0) return { ok: false, problems };
  await lockSalon(tx, key.salonId);
  const stands = await readOwn(tx.db, key);
  expectVersion(version, stands);
  const { template, channel, locale } = key;
  const wanted = tidyParts(channel, parts);
  if (isSame(wanted, stands ?? standardParts(template, channel, locale))) return { ok: true };
  if (isSame(wanted, standardParts(template, channel, locale))) await removeOwn(tx, key, actor);
  else await writeOwn(tx, key, wanted, actor);
  return { ok: true };
}

/** Takes a salon's own text away. */
export async function resetText(tx: Tx, { actor, ...key }: TextKey & { actor: Actor }): Promise<void> {
  await lockSalon(tx, key.salonId);
  await removeOwn(tx, key, actor);
}

async function readOwn(db: Db, key: TextKey): Promise<TextParts | null> {
  const row = await db.messageText.findFirst({ where: key });
  return row && { subject: row.subject ?? '', body: row.body, note: row.note ?? '' };
}

async function writeOwn(tx: Tx, key: TextKey, parts: TextParts, actor: Actor): Promise<void> {
  const isSms = key.channel === 'sms';
  const row = { body: parts.body, subject: isSms ? null : parts.subject, note: isSms ? null : parts.note };
  await tx.db.messageText.upsert({
    where: { salonId_template_channel_locale: key },
    create: { ...key, ...row },
    update: row,
    select: { template: true },
  });
  await recordText(tx, 'message_text.set', key, actor);
}

async function removeOwn(tx: Tx, key: TextKey, actor: Actor): Promise<void> {
  const { count } = await tx.db.messageText.deleteMany({ where: key });
  if (count > 0) await recordText(tx, 'message_text.reset', key, actor);
}

/** Which text it was; not its words. */
async function recordText(
  tx: Tx,
  action: `message_text.${'set' | 'reset'}`,
  { salonId, template, channel, locale }: TextKey,
  actor: Actor,
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action,
    subjectType: 'salon',
    subjectId: salonId,
    salonId,
    data: { template, channel, locale },
  });
}

function isSame(one: TextParts, other: TextParts): boolean {
  return versionOf(one) === versionOf(other);
}

function keyOf({ template, channel, locale }: { template: string; channel: string; locale: string }): string {
  return `${template} ${channel} ${locale}`;
}
