import { tracked } from '@trpc/server';
import { router, staffProcedure } from '#server/trpc/trpc.ts';
import type { FeedRow, Position } from './changes.queries.ts';
import { onChangeInput } from './realtime.schema.ts';

export const waitlistChangesRouter = router({
  onChange: staffProcedure('seeToday')
    .input(onChangeInput)
    // No generator itself: the stream says that it is connected when there is a place in the feed from which nothing is missed.
    .subscription(async ({ ctx, input: { salonId, topics, lastEventId }, signal }) => {
      const rows = await ctx.deps.changes.watch({
        salonId,
        sessionId: ctx.session.id,
        topics,
        after: lastEventId ? positionOf(lastEventId) : undefined,
        signal: signal ?? new AbortController().signal,
      });
      return asEvents(rows);
    }),
});

/** With ids by which a reader who was cut off goes on. */
async function* asEvents(rows: AsyncIterable<FeedRow>) {
  for await (const { position, change } of rows) yield tracked(`${position.xid}.${position.id}`, change);
}

function positionOf(eventId: string): Position {
  const [xid = '', id = ''] = eventId.split('.');
  return { xid, id };
}
