import { Router } from 'express';
import type { z } from 'zod';
import type { Deps } from '#server/platform/deps.ts';
import { AppError, type FieldProblem } from '#server/platform/errors.ts';
import { jsonEndpoint } from '#server/web/json-endpoint.ts';
import { takeRequestToJoin } from './join-waitlist.ts';
import { joinInput, joinRequestSchema, type JoinInput } from './waitlist.schema.ts';

/** POST /api/waitlist: the public intake for programs, with the names that they know. */
export function waitlistEndpoints(deps: Deps): Router {
  const router = Router();
  router.post(
    '/api/waitlist',
    ...jsonEndpoint(joinRequestSchema, async (request, caller) => {
      const parsed = joinInput.safeParse(toJoinInput(request, caller.locale));
      if (!parsed.success)
        throw invalid(
          parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), problem: message })),
        );
      const joined = await takeRequestToJoin(deps, caller.address, parsed.data);
      if (joined.ok) return { status: 201, body: { status: joined.status } };
      if (joined.reason === 'invalid') throw invalid(joined.fields);
      throw new AppError(joined.reason === 'employee_mismatch' ? 'service_not_offered' : joined.reason);
    }),
  );
  return router;
}

function toJoinInput(
  {
    salonId,
    employeeId,
    customerName,
    customerEmail,
    customerPhone,
    locale,
    ...wish
  }: z.output<typeof joinRequestSchema>,
  callersLocale: JoinInput['locale'],
): JoinInput {
  return {
    salonId,
    wish: { ...wish, employeeIds: employeeId ? [employeeId] : [] },
    contact: { name: customerName, email: customerEmail, phone: customerPhone },
    locale: locale ?? callersLocale,
  };
}

const requestFields: Record<string, string> = {
  'contact.name': 'customerName',
  'contact.email': 'customerEmail',
  'contact.phone': 'customerPhone',
};

/** The problems at the fields of the request, not at those of our own input. */
function invalid(problems: readonly FieldProblem[]): AppError {
  const fields = problems.map(({ field, problem }) => ({
    field: requestFields[field] ?? field.replace(/^wish\./, '').replace(/^employeeIds\b.*/, 'employeeId'),
    problem,
  }));
  return new AppError('invalid_input', { fields });
}
