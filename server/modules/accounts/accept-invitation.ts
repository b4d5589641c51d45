import type { z } from 'zod';
import type { Deps } from '#server/platform/deps.ts';
import { idOf, type SalonId, type SessionId, type UserId } from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { beginSession } from '../auth/begin-session.ts';
import { hashPassword } from '../auth/password.ts';
import { passwordProblem } from '../auth/password.rules.ts';
import type { StaffSession } from '../auth/session.ts';
import { lockOrganisationTeam, type TeamRow } from '../auth/team.queries.ts';
import type { acceptInvitationOutput, signUpInput, signUpOutput } from './accounts.schema.ts';
import { findInvitation, readInvitation, whyOver, type Invitation } from './find-invitation.ts';
import { isMember } from './invitations.rules.ts';

/** Takes somebody who is logged in, and whose address was invited, into the team. */
export async function acceptInvitation(
  deps: Deps,
  { token, session }: { token: string; session: Pick<StaffSession, 'user'> | null },
): Promise<z.infer<typeof acceptInvitationOutput>> {
  const known = await readInvitation(deps, token);
  if (!known) return { ok: false, reason: 'unknown' };
  if (session?.user.email !== known.email) return { ok: false, reason: 'log_in' };
  const userId = session.user.id;
  return deps.inTransaction(async (tx) => {
    const open = await lockOpen(tx, known, token);
    if (!open) return { ok: false, reason: 'over' };
    await join(tx, open, userId);
    return { ok: true, salonSlug: open.invitation.salon?.slug ?? null };
  });
}

type SignUp = z.infer<typeof signUpInput> & { replaces: SessionId | null };

/** Makes an account for an address that was invited and has none, takes it into the team and logs it in. */
export async function signUp(
  deps: Deps,
  { token, name, password, replaces, userAgent }: SignUp,
): Promise<
  | Exclude<z.infer<typeof signUpOutput>, { ok: true }>
  | { ok: true; salonSlug: string | null; token: string; expiresAt: Date }
> {
  const known = await readInvitation(deps, token);
  if (!known) return { ok: false, reason: 'unknown' };
  const { email, locale } = known;
  const problem = passwordProblem(password, [name, email]);
  if (problem) return { ok: false, reason: 'weak', problem };
  const passwordHash = await hashPassword(password);
  return deps.inTransaction(async (tx) => {
    const open = await lockOpen(tx, known, token);
    if (!open) return { ok: false, reason: 'over' };
    const [user] = await tx.db.user.createManyAndReturn({
      data: { email, name, passwordHash, locale, createdAt: tx.now },
      skipDuplicates: true,
      select: { id: true },
    });
    if (!user) return { ok: false, reason: 'has_account' };
    const userId = idOf<UserId>(user.id);
    await join(tx, open, userId);
    const session = await beginSession(tx, { userId, replaces, userAgent });
    return { ok: true, salonSlug: open.invitation.salon?.slug ?? null, ...session };
  });
}

interface OpenInvitation {
  invitation: Invitation;
  team: TeamRow[];
}

/** The invitation as it stands behind the lock of its organisation, under which it is accepted once, or taken back. Null: it is over. */
async function lockOpen(tx: Tx, known: Invitation, token: string): Promise<OpenInvitation | null> {
  const team = await lockOrganisationTeam(tx, known.organisationId);
  const invitation = await findInvitation(tx.db, known.id);
  if (!invitation || whyOver(invitation, { token, team, now: tx.now })) return null;
  return { invitation, team };
}

async function join(tx: Tx, { invitation, team }: OpenInvitation, userId: UserId): Promise<void> {
  const { id, email, organisationId, salonId, role } = invitation;
  await tx.db.invitation.update({ where: { id }, data: { acceptedAt: tx.now }, select: { id: true } });
  // Who has come in another way meanwhile keeps what they have.
  if (!isMember(team, email, invitation)) {
    await tx.db.membership.create({
      data: { userId, organisationId, salonId, role },
      select: { id: true },
    });
  }
  await recordAudit(tx, {
    actor: { type: 'user', id: userId },
    organisationId,
    ...(salonId !== null && { salonId: idOf<SalonId>(salonId) }),
    action: 'team.invitation_accepted',
    subjectType: 'invitation',
    subjectId: id,
    data: { role, inAllSalons: salonId === null },
  });
}
