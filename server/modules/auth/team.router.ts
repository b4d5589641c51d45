import { router, staffProcedure } from '#server/trpc/trpc.ts';
import { removeMember, setRole } from './change-team.ts';
import { listTeam } from './list-team.ts';
import type { StaffSalon, StaffSession } from './session.ts';
import type { TeamPlace } from './team.queries.ts';
import * as schema from './team.schema.ts';

/** Whose team a procedure is about, and who asks. */
export function teamPlaceOf({ salon, session }: { salon: StaffSalon; session: StaffSession }): TeamPlace {
  return { organisationId: salon.organisationId, salonId: salon.id, userId: session.user.id };
}

export const teamRouter = router({
  list: staffProcedure('seeTeam')
    .output(schema.listTeamOutput)
    .query(async ({ ctx }) => ({ members: await listTeam(ctx.deps.db, teamPlaceOf(ctx)) })),

  setRole: staffProcedure('changeTeam')
    .input(schema.setRoleInput)
    .output(schema.changeTeamOutput)
    .mutation(({ ctx, input }) => setRole(ctx.deps, { ...input, ...teamPlaceOf(ctx) })),

  removeMember: staffProcedure('changeTeam')
    .input(schema.removeMemberInput)
    .output(schema.changeTeamOutput)
    .mutation(({ ctx, input }) => removeMember(ctx.deps, { ...input, ...teamPlaceOf(ctx) })),
});
