import { router, staffProcedure } from '#server/trpc/trpc.ts';
import { placeOf } from '../customers/place-of.ts';
import { searchInput, searchOutput } from './search.schema.ts';
import { searchSalon } from './search-salon.ts';

export const searchRouter = router({
  search: staffProcedure('search')
    .input(searchInput)
    .output(searchOutput)
    .query(({ ctx, input }) => {
      const { deps, salon } = ctx;
      const asker = { ...placeOf(ctx), timeZone: salon.timeZone, now: deps.clock.now() };
      return searchSalon(deps.db, { ...input, ...asker });
    }),
});
