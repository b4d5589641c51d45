import type { z } from 'zod';
import { notFound } from '#server/platform/errors.ts';
import { composeMessage } from './compose-message.ts';
import type { MessageFacts } from './message-facts.ts';
import { loadMessageFacts, type FactsDeps } from './message-facts.queries.ts';
import { loadStaffMails } from './load-staff-mails.ts';
import type { StaffMail } from './staff-mail.ts';
import { findMessagePage } from './notifications.queries.ts';
import type { inboxInput, inboxOutput, ShownMessage } from './notifications.schema.ts';

/**
 * Every salon's messages as their recipients see them, and those to staff, for development.
 * @throws AppError `not_found` in production, where it would hand out everybody's links
 */
export async function showInbox(
  deps: FactsDeps,
  { limit, ...filter }: z.output<typeof inboxInput>,
): Promise<z.input<typeof inboxOutput>> {
  if (deps.env.mode === 'production') throw notFound('inbox');
  const { ids, next } = await findMessagePage(deps.db, filter, limit);
  const facts = await loadMessageFacts(deps, ids);
  const mails = await loadStaffMails(deps, ids);
  const shown = [...facts.map(showMessage), ...mails.map(showStaffMail)];
  const placeOf = new Map(ids.map((id, place) => [id, place]));
  const inOrder = shown.toSorted((a, b) => (placeOf.get(a.id) ?? 0) - (placeOf.get(b.id) ?? 0));
  return { messages: inOrder, next };
}

/** A message as its recipient sees it. */
export function showMessage(facts: MessageFacts): ShownMessage {
  const { id, template, locale, recipient, status, createdAt, sentAt, salon } = facts;
  return {
    id,
    template,
    locale,
    recipient,
    status,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    salonName: salon.name,
    timeZone: salon.timeZone,
    ...composeMessage(facts),
  };
}

/** The same of one to staff. */
export function showStaffMail({ content, createdAt, sentAt, ...mail }: StaffMail): ShownMessage {
  return {
    ...mail,
    createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    ...content,
  };
}
