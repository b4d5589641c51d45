import { hashToken } from '#server/platform/crypto.ts';
import type { Db } from '#server/platform/db.ts';
import type { Deps } from '#server/platform/deps.ts';
import { idOf, type InvitationId, type OrganisationId, type UserId } from '#server/platform/ids.schema.ts';
import { localeOf } from '#server/texts/catalogue.ts';
import { roleSchema } from '../auth/auth.schema.ts';
import type { StaffSession } from '../auth/session.ts';
import { readOrganisationTeam, type TeamRow } from '../auth/team.queries.ts';
import type { InvitationEnd, InvitationView } from './accounts.schema.ts';
import { endOf, mayGive } from './invitations.rules.ts';

/** What a link is for. Null: it is nobody's. */
export async function readInvitation({ db, links }: Pick<Deps, 'db' | 'links'>, token: string) {
  const claims = links.readLink('invitation', token);
  if (!claims) return null;
  return findInvitation(db, idOf<InvitationId>(claims.id));
}

export async function findInvitation(db: Db, id: InvitationId) {
  const row = await db.invitation.findUnique({
    where: { id },
    include: {
      organisation: { select: { name: true } },
      salon: { select: { name: true, slug: true, archivedAt: true } },
      inviter: { select: { name: true } },
    },
  });
  return (
    row && {
      ...row,
      id,
      organisationId: idOf<OrganisationId>(row.organisationId),
      invitedBy: idOf<UserId>(row.invitedBy),
      role: roleSchema.parse(row.role),
      locale: localeOf(row.locale),
    }
  );
}
export type Invitation = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

/** Why it can't be accepted by that link; null when it can. It holds only as long as who invited may still give that role there. */
export function whyOver(
  invitation: Invitation,
  { token, team, now }: { token: string; team: readonly TeamRow[]; now: Date },
): InvitationEnd | null {
  const end = endOf(invitation, now);
  if (end) return end;
  if (invitation.tokenHash !== hashToken(token)) return 'replaced';
  return mayGive(team, invitation.invitedBy, invitation) ? null : 'void';
}

/** The page of a link. It changes nothing. */
export async function viewInvitation(
  deps: Pick<Deps, 'db' | 'links' | 'clock'>,
  { token, session }: { token: string; session: Pick<StaffSession, 'user'> | null },
): Promise<InvitationView> {
  const invitation = await readInvitation(deps, token);
  if (!invitation) return { outcome: 'unknown' };
  const team = await readOrganisationTeam(deps.db, invitation.organisationId);
  const why = whyOver(invitation, { token, team, now: deps.clock.now() });
  if (why) return { outcome: 'over', why };
  const { email, role } = invitation;
  return {
    outcome: 'open',
    invitedBy: invitation.inviter.name,
    organisation: invitation.organisation.name,
    salon: invitation.salon?.name ?? null,
    role,
    email,
    account: await accountOf(deps.db, email, session),
  };
}

async function accountOf(db: Db, email: string, session: Pick<StaffSession, 'user'> | null) {
  if (session?.user.email === email) return 'own';
  const known = await db.user.findUnique({ where: { email }, select: { id: true } });
  if (!known) return 'none';
  return session ? 'other' : 'log_in';
}
