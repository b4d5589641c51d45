import { initTRPC } from '@trpc/server';
import { z } from 'zod';
import { hasRight, type Right } from '#server/modules/auth/rights.schema.ts';
import type { Actor } from '#server/platform/actor.ts';
import { AppError, httpStatusOf, notFound } from '#server/platform/errors.ts';
import { salonIdSchema } from '#server/platform/ids.schema.ts';
import type { LimitName } from '#server/platform/rate-limits.ts';
import type { RequestContext } from './context.ts';
import { enforceLimit } from '#server/platform/enforce-limit.ts';
import { limitGuessing } from '#server/platform/limit-guessing.ts';
import { toAppError, toTrpcError } from './map-errors.ts';

/** A stream says this often that it is alive. */
const pingEveryMs = 15_000;

/** For whom a procedure is. Each says it itself, so that a test can ask every one of them whether it holds. */
export type Access = { for: 'everybody' | 'link' | 'user' } | { for: 'staff'; right: Right };

const t = initTRPC
  .context<RequestContext>()
  .meta<Access>()
  .create({
    isDev: false, // no stack traces to the browser, whatever the mode
    sse: {
      ping: { enabled: true, intervalMs: pingEveryMs },
      // Two pings that did not come, and then some.
      client: { reconnectAfterInactivityMs: 2.5 * pingEveryMs },
    },
    errorFormatter({ shape, error }) {
      const { code, fields, retryAfter } = toAppError(error);
      // tRPC's own words can quote the input.
      return { ...shape, message: code, data: { ...shape.data, code, fields, retryAfter } };
    },
  });

export const router = t.router;
export const mergeRouters = t.mergeRouters;
export const createCallerFactory = t.createCallerFactory;

// The first in every chain. tRPC's errorFormatter does not run for server-side callers, so this is where every fault
// becomes one of ours; `next()` answers with a result and does not throw.
const mapErrors = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const error = toAppError(result.error);
  if (httpStatusOf(error.code) >= 500) ctx.deps.logger.error({ err: error, path }, 'a procedure failed');
  throw toTrpcError(error);
});

/** For everybody. What it may do without being asked who it is. */
export const publicProcedure = t.procedure.meta({ for: 'everybody' }).use(mapErrors);

/**
 * For who has a link, whose input has `token`. Over HTTP only by POST (a query string ends up in logs); who keeps coming
 * with links that are nobody's (the answer `{ ok: false, reason: 'unknown' }`) is stopped.
 */
export const linkProcedure = publicProcedure.meta({ for: 'link' }).use(async ({ ctx, getRawInput, next }) => {
  const { deps, address, transport } = ctx;
  if (transport === 'http-get')
    throw new AppError('invalid_input', { detail: 'a token in the query string' });
  const { token } = z
    .object({ token: z.unknown() })
    .catch({ token: null })
    .parse(await getRawInput());
  return limitGuessing(
    deps,
    { token, address },
    () => next(),
    (result) => result.ok && isUnknownLink(result.data),
  );
});

/** For who is logged in, whatever their salons. */
export const userProcedure = publicProcedure.meta({ for: 'user' }).use(({ ctx, next }) => {
  const { session } = ctx;
  if (!session) throw new AppError('unauthenticated');
  const actor: Actor = { type: 'user', id: session.user.id };
  return next({ ctx: { session, actor } });
});

/**
 * For staff of the salon that the input names; `ctx.salon` is that salon, `ctx.actor` the user. To anybody else the salon
 * is not found. What else the input names (a booking, an entry) is for the use case to look up within that salon.
 * @param right what it takes: rights.schema.ts says who has it
 */
export const staffProcedure = (right: Right) =>
  userProcedure
    .meta({ for: 'staff', right })
    .input(z.object({ salonId: salonIdSchema }))
    .use(({ ctx, input, next }) => {
      const salon = ctx.session.salons.find(({ id }) => id === input.salonId);
      if (!salon) throw notFound('salon');
      if (!hasRight(salon.role, right))
        throw new AppError('forbidden', { detail: `needs the right ${right}` });
      return next({ ctx: { salon } });
    });

/** Counts each call, for the user who is logged in when the limit is one of staff, else for the caller's address. */
export function limited(limit: LimitName) {
  return t.middleware(async ({ ctx, next }) => {
    const { deps, session, address } = ctx;
    await enforceLimit(deps, limit, limit.startsWith('staff-') && session ? session.user.id : address);
    return next();
  });
}

function isUnknownLink(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return Reflect.get(data, 'reason') === 'unknown' || Reflect.get(data, 'outcome') === 'unknown';
}
