import { hashToken, type LinkPurpose, type LinkToken } from '#server/platform/crypto.ts';
import { newId, type OrganisationId, type SalonId, type UserId } from '#server/platform/ids.schema.ts';
import type { Db } from '#server/platform/db.ts';

const dayMs = 24 * 60 * 60_000;

/** What a link of staff can lead to, in a salon of its own: the addresses. */
export async function writeAccountLinks(
  db: Db,
  {
    organisationId,
    salonId,
    now,
    sign,
  }: {
    organisationId: OrganisationId;
    salonId: SalonId;
    now: Date;
    sign: (purpose: LinkPurpose, id: string) => LinkToken;
  },
): Promise<Record<'invited' | 'invitedWithAccount' | 'invitedTooLate' | 'forgot' | 'forgotTooLate', string>> {
  const addUser = async (name: string) => {
    const id = newId<UserId>();
    const email = `${id}@long-names.example`;
    await db.user.create({ data: { id, email, name, passwordHash: 'none', createdAt: now } });
    return { id, email };
  };
  const owner = await addUser('Alexandra Konstanse Wilhelmsen-Haraldsdatter');
  await db.membership.create({ data: { userId: owner.id, organisationId, role: 'owner' } });
  const colleague = await addUser('Bertine');
  const forgetful = await addUser('Cornelius');

  const inDays = (days: number) => new Date(now.getTime() + days * dayMs);
  const invite = async (email: string, expiresAt: Date) => {
    const id = newId();
    const token = sign('invitation', id);
    await db.invitation.create({
      data: {
        id,
        organisationId,
        salonId,
        role: 'manager',
        email,
        locale: 'nb',
        invitedBy: owner.id,
        tokenHash: hashToken(token),
        createdAt: now,
        expiresAt,
      },
    });
    return `/i/${token}`;
  };
  const reset = async (userId: UserId, expiresAt: Date) => {
    const id = newId();
    const token = sign('password_reset', id);
    await db.passwordReset.create({
      data: { id, userId, tokenHash: hashToken(token), createdAt: now, expiresAt },
    });
    return `/p/${token}`;
  };
  return {
    invited: await invite('somebody.with.a.rather.long.address@long-names.example', inDays(7)),
    invitedWithAccount: await invite(colleague.email, inDays(7)),
    invitedTooLate: await invite('late@long-names.example', inDays(-1)),
    forgot: await reset(forgetful.id, inDays(1)),
    forgotTooLate: await reset(colleague.id, inDays(-1)),
  };
}
