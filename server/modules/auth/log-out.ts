import { recordAudit } from '#server/modules/audit/record-audit.ts';
import type { Deps } from '#server/platform/deps.ts';
import type { StaffSession } from './session.ts';

/** Ends the session, wherever its cookie has got to. */
export async function logOut(deps: Deps, session: Pick<StaffSession, 'id' | 'user'>): Promise<void> {
  await deps.inTransaction(async (tx) => {
    const { count } = await tx.db.session.deleteMany({ where: { id: session.id } });
    if (count === 0) return;
    await recordAudit(tx, {
      actor: { type: 'user', id: session.user.id },
      action: 'auth.logged_out',
      subjectType: 'user',
      subjectId: session.user.id,
    });
  });
}

/** Ends every session of the user, this one as well: for who has lost a device, or does not know an entry of the list. */
export async function logOutEverywhere(deps: Deps, { user }: Pick<StaffSession, 'user'>): Promise<void> {
  await deps.inTransaction(async (tx) => {
    const { count } = await tx.db.session.deleteMany({ where: { userId: user.id } });
    if (count === 0) return;
    await recordAudit(tx, {
      actor: { type: 'user', id: user.id },
      action: 'auth.logged_out_everywhere',
      subjectType: 'user',
      subjectId: user.id,
      data: { sessions: count },
    });
  });
}
