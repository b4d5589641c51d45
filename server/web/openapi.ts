import { z } from 'zod';
import { AppError, httpStatusOf, problemDocument, problemDocumentSchema } from '#server/platform/errors.ts';
import type { ErrorCode } from '#server/platform/errors.ts';
import { errors as titles } from '#server/texts/en/errors.ts';
import { problemsOf, type Endpoint } from './endpoint.ts';
import { problemType } from './error-responses.ts';
import { idempotencyHeader, idempotencyKeySchema } from './idempotency-key.ts';
import { cronHeader } from './json-endpoint.ts';

/** Where a caller is told how long to wait. */
const withRetryAfter: ReadonlySet<ErrorCode> = new Set(['rate_limited', 'busy', 'request_in_progress']);

/**
 * What machines can call, as an OpenAPI 3.1 document: made from what the routes are made from.
 * @param publicUrl where the web process is reached
 */
export function openApiDocument(endpoints: readonly Endpoint[], publicUrl: string) {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Ledig',
      version: '1',
      summary: 'The waitlist of a salon, for programs',
      description:
        'What goes wrong is told as a problem document (RFC 9457) whose code never changes. New codes and fields may be added.',
    },
    servers: [{ url: publicUrl }],
    paths: Object.fromEntries(endpoints.map((endpoint) => [endpoint.path, { post: operation(endpoint) }])),
    components: {
      schemas: { Problem: jsonSchema(problemDocumentSchema, 'output') },
      parameters: { IdempotencyKey: idempotencyKeyParameter },
      headers: {
        RetryAfter: {
          description: 'Seconds until another try makes sense',
          schema: { type: 'integer', minimum: 1 },
        },
      },
      securitySchemes: { cronKey: { type: 'apiKey', in: 'header', name: cronHeader } },
    },
  };
}

const idempotencyKeyParameter = {
  name: idempotencyHeader,
  in: 'header',
  description:
    'A key that the caller makes up for one request, such as a UUID. The same request with the same key is done once, and for 24 hours its repeats get the first answer. After 400, 429 and 5xx nothing was done, and the key is free again.',
  schema: jsonSchema(idempotencyKeySchema, 'input'),
  example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
};

function operation(endpoint: Endpoint) {
  const { path, summary, description, request, example, answer, repeatable } = endpoint;
  return {
    operationId: path.replace(/^\/api\//, '').replaceAll('/', '-'),
    summary,
    description,
    security: endpoint.for === 'cron' ? [{ cronKey: [] }] : [],
    ...(repeatable && { parameters: [{ $ref: '#/components/parameters/IdempotencyKey' }] }),
    requestBody: {
      required: !request.safeParse(undefined).success,
      content: { 'application/json': { schema: jsonSchema(request, 'input'), example } },
    },
    responses: {
      [answer.status]: {
        description: answer.description,
        content: {
          'application/json': {
            schema: jsonSchema(answer.schema, 'output'),
            examples: namedExamples(Object.entries(answer.examples)),
          },
        },
      },
      ...problemResponses(problemsOf(endpoint)),
    },
  };
}

/** One response a status, which names the codes that it can carry. */
function problemResponses(codes: readonly ErrorCode[]) {
  const statuses = [...new Set(codes.map(httpStatusOf))];
  return Object.fromEntries(
    statuses.map((status) => {
      const own = codes.filter((code) => httpStatusOf(code) === status);
      const examples = own.map((code) => [code, problemDocument(new AppError(code), titles[code])] as const);
      return [
        status,
        {
          description: own.map((code) => titles[code]).join(' '),
          ...(own.some((code) => withRetryAfter.has(code)) && {
            headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
          }),
          content: {
            [problemType]: {
              schema: {
                allOf: [{ $ref: '#/components/schemas/Problem' }],
                properties: { status: { const: status }, code: { enum: own } },
              },
              examples: namedExamples(examples),
            },
          },
        },
      ];
    }),
  );
}

function namedExamples(examples: readonly (readonly [string, unknown])[]) {
  return Object.fromEntries(examples.map(([name, value]) => [name, { value }]));
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  // The document as a whole says which JSON Schema it speaks.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
