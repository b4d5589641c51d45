import type { Actor } from '#server/platform/actor.ts';
import { hashToken } from '#server/platform/crypto.ts';
import type { Deps } from '#server/platform/deps.ts';
import { enforceLimit } from '#server/platform/enforce-limit.ts';
import { notFound } from '#server/platform/errors.ts';
import { newId, type InvitationId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Role } from '../auth/auth.rules.ts';
import { roleSchema } from '../auth/auth.schema.ts';
import { lockOrganisationTeam, type TeamPlace } from '../auth/team.queries.ts';
import { queueAccountMail } from '../notifications/staff-mail.ts';
import type { ChangeInvitationOutcome, InviteOutcome } from './accounts.schema.ts';
import { invitationLifetimeMs, isMember, mayGive } from './invitations.rules.ts';

export interface InviteInput extends TeamPlace {
  /** Lower case. */
  email: string;
  role: Role;
  inAllSalons: boolean;
  locale: Locale;
}

/** Asks an address to join the team: it gets a link by e-mail. Whether it has an account somewhere is not told. */
export async function invite(deps: Deps, input: InviteInput): Promise<InviteOutcome> {
  const { organisationId, salonId, userId, email, role, inAllSalons, locale } = input;
  await enforceLimit(deps, 'invited-address', email);
  const place = { role, salonId: inAllSalons ? null : salonId };
  return deps.inTransaction(async (tx) => {
    const team = await lockOrganisationTeam(tx, organisationId);
    if (!mayGive(team, userId, place)) return { ok: false, reason: 'above_you' };
    if (isMember(team, email, place)) return { ok: false, reason: 'already_member' };
    const where = { organisationId, salonId: place.salonId, email, acceptedAt: null, takenBackAt: null };
    const known = await tx.db.invitation.findFirst({ where, select: { id: true, expiresAt: true } });
    if (known && known.expiresAt > tx.now) return { ok: false, reason: 'already_invited' };
    // What has run out makes room.
    if (known) await tx.db.invitation.update({ where: { id: known.id }, data: { takenBackAt: tx.now } });

    const id = newId<InvitationId>();
    const data = { ...where, id, role, locale, invitedBy: userId, createdAt: tx.now };
    await tx.db.invitation.create({ data: { ...data, ...newLink(deps, tx, id, 1) }, select: { id: true } });
    await queueAccountMail(tx, { template: 'staff_invitation', invitationId: id });
    await recordAudit(tx, {
      ...auditOf(input, id),
      action: 'team.invited',
      data: { role, inAllSalons },
    });
    return { ok: true };
  });
}

type OneInvitation = TeamPlace & { invitationId: InvitationId };

/** Sends a new link, and the one before is good no more. Whoever does it stands for the invitation from then on. */
export async function resendInvitation(deps: Deps, input: OneInvitation): Promise<ChangeInvitationOutcome> {
  const { invitationId, userId } = input;
  const { email } = await findOwn(deps.db, input);
  await enforceLimit(deps, 'invited-address', email);
  return deps.inTransaction(async (tx) => {
    const team = await lockOrganisationTeam(tx, input.organisationId);
    const invitation = await findOwn(tx.db, input);
    if (!invitation.isOpen) return { ok: false, reason: 'over', email: invitation.email };
    if (!mayGive(team, userId, invitation))
      return { ok: false, reason: 'above_you', email: invitation.email };
    if (isMember(team, email, invitation))
      return { ok: false, reason: 'already_member', email: invitation.email };
    await tx.db.invitation.update({
      where: { id: invitationId },
      data: { invitedBy: userId, ...newLink(deps, tx, invitationId, invitation.linkVersion + 1) },
      select: { id: true },
    });
    await queueAccountMail(tx, { template: 'staff_invitation', invitationId });
    await recordAudit(tx, { ...auditOf(input, invitationId), action: 'team.invitation_resent' });
    return { ok: true, email };
  });
}

/** The link is good no more. */
export async function takeBackInvitation(
  { inTransaction }: Pick<Deps, 'inTransaction'>,
  input: OneInvitation,
): Promise<ChangeInvitationOutcome> {
  return inTransaction(async (tx) => {
    const team = await lockOrganisationTeam(tx, input.organisationId);
    const invitation = await findOwn(tx.db, input);
    if (!invitation.isOpen) return { ok: false, reason: 'over', email: invitation.email };
    if (!mayGive(team, input.userId, invitation))
      return { ok: false, reason: 'above_you', email: invitation.email };
    await tx.db.invitation.update({
      where: { id: input.invitationId },
      data: { takenBackAt: tx.now },
      select: { id: true },
    });
    await recordAudit(tx, { ...auditOf(input, input.invitationId), action: 'team.invitation_taken_back' });
    return { ok: true, email: invitation.email };
  });
}

/**
 * The invitation as it stands. All that changes one holds the organisation's lock.
 * @throws AppError `not_found`, also for one to another salon
 */
async function findOwn(db: Tx['db'], { organisationId, salonId, invitationId }: OneInvitation) {
  const found = await db.invitation.findFirst({
    where: { id: invitationId, organisationId, OR: [{ salonId: null }, { salonId }] },
    select: {
      email: true,
      role: true,
      salonId: true,
      linkVersion: true,
      acceptedAt: true,
      takenBackAt: true,
    },
  });
  if (!found) throw notFound('invitation');
  const { role, acceptedAt, takenBackAt, ...rest } = found;
  return { ...rest, role: roleSchema.parse(role), isOpen: !acceptedAt && !takenBackAt };
}

function newLink(
  { links }: Pick<Deps, 'links'>,
  { now }: Pick<Tx, 'now'>,
  id: InvitationId,
  version: number,
) {
  return {
    linkVersion: version,
    tokenHash: hashToken(links.signLink('invitation', { id, version })),
    expiresAt: new Date(now.getTime() + invitationLifetimeMs),
  };
}

function auditOf({ organisationId, salonId, userId }: TeamPlace, id: InvitationId) {
  const actor: Actor = { type: 'user', id: userId };
  return {
    actor,
    organisationId,
    salonId,
    subjectType: 'invitation',
    subjectId: id,
  };
}
