import type { z } from 'zod';
import type { Deps } from '#server/platform/deps.ts';
import type { ErrorCode, FieldProblem } from '#server/platform/errors.ts';
import type { Locale } from '#server/texts/catalogue.ts';

/** What an endpoint may know of who called it. */
export interface Caller {
  /** What the network address counts as for the rate limits. */
  address: string;
  /** What the headers ask for. */
  locale: Locale;
}

/** An expected outcome that is no success: one of the endpoint's problems. */
export interface Refusal<Problem extends ErrorCode> {
  refused: Problem;
  fields?: FieldProblem[];
  /** What was done all the same. */
  counts?: Record<string, number>;
}

interface EndpointFacts<Request extends z.ZodType, Answer extends z.ZodType, Problem extends ErrorCode> {
  path: `/api/${string}`;
  /** One sentence. */
  summary: string;
  description: string;
  /** What its JSON is checked by. */
  request: Request;
  example: z.input<Request>;
  answer: {
    status: 200 | 201;
    description: string;
    schema: Answer;
    examples: Record<string, z.input<Answer>>;
  };
  /** Beyond what no endpoint can do without (see `problemsOf`): what it answers or throws. */
  problems: readonly Problem[];
  /** Whether it takes an Idempotency-Key. Work that was cut short is then done again, so it must bear that. */
  repeatable: boolean;
  /** Who may call it; everybody unless told otherwise. */
  for?: 'everybody' | 'cron';
  handle(
    deps: Deps,
    input: z.output<Request>,
    caller: Caller,
    // Not inferred from what it answers: that must be among what is declared.
  ): Promise<{ answered: z.input<Answer> } | Refusal<NoInfer<Problem> | 'invalid_input'>>;
}

/** One POST endpoint for machines, declared once: the routes and the document of the API are both made from it. */
export type Endpoint = EndpointFacts<z.ZodType, z.ZodType, ErrorCode>;

/** Checks each part against the others, then forgets what exactly it takes. */
export function defineEndpoint<
  Request extends z.ZodType,
  Answer extends z.ZodType,
  const Problem extends ErrorCode,
>(facts: EndpointFacts<Request, Answer, Problem>): Endpoint {
  return {
    ...facts,
    handle: (deps, input, caller) => facts.handle(deps, input as z.output<Request>, caller),
  };
}

/** Every code that a caller of the endpoint can meet. */
export function problemsOf({ problems, repeatable, for: callers }: Endpoint): ErrorCode[] {
  return [
    'invalid_input',
    ...(callers === 'cron' ? (['unauthenticated'] as const) : []),
    'foreign_origin',
    'payload_too_large',
    'unsupported_media_type',
    ...(repeatable ? (['request_in_progress', 'idempotency_key_reused'] as const) : []),
    ...problems,
  ];
}
