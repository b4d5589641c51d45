import type { z } from 'zod';
import type { FieldProblem } from '#server/platform/errors.ts';
import { defineEndpoint, type Refusal } from '#server/web/endpoint.ts';
import { takeRequestToJoin } from './join-waitlist.ts';
import { joinAnswerSchema, joinInput, joinRequestSchema, type JoinInput } from './waitlist.schema.ts';

/** POST /api/waitlist: the public intake for programs, with the names that they know. */
export const joinEndpoint = defineEndpoint({
  path: '/api/waitlist',
  summary: 'Puts a customer on a salon’s waitlist',
  description:
    'The customer gets a confirmation with a link to their place on the list. The same wish by the same contact again is answered the same, and that contact gets a link to the place that they have.',
  request: joinRequestSchema,
  example: {
    salonId: '6f1d2f0e-3c54-4e0b-9d0a-8f6a3a1c2b10',
    serviceId: 'b0a7c9d4-51e2-4f83-8c7d-2e9f4a6b1c20',
    preferredDate: '2027-03-05',
    preferredTimeStart: '12:00',
    customerName: 'Kari Nordmann',
    customerEmail: 'kari@example.com',
    locale: 'nb',
  },
  answer: {
    status: 201,
    description: 'The customer waits',
    schema: joinAnswerSchema,
    examples: { waiting: { status: 'waiting' } },
  },
  problems: ['service_not_offered', 'not_found', 'joining_closed', 'rate_limited', 'internal', 'busy'],
  repeatable: true,
  async handle(deps, request, caller) {
    const parsed = joinInput.safeParse(toJoinInput(request, caller.locale));
    if (!parsed.success)
      return invalid(
        parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), problem: message })),
      );
    const joined = await takeRequestToJoin(deps, caller.address, parsed.data);
    if (joined.ok) return { answered: { status: joined.status } };
    if (joined.reason === 'invalid') return invalid(joined.fields);
    return { refused: joined.reason === 'employee_mismatch' ? 'service_not_offered' : joined.reason };
  },
});

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
function invalid(problems: readonly FieldProblem[]): Refusal<'invalid_input'> {
  const fields = problems.map(({ field, problem }) => ({
    field: requestFields[field] ?? field.replace(/^wish\./, '').replace(/^employeeIds\b.*/, 'employeeId'),
    problem,
  }));
  return { refused: 'invalid_input', fields };
}
