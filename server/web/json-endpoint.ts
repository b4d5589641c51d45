import express, { type RequestHandler } from 'express';
import type { z } from 'zod';
import { AppError } from '#server/platform/errors.ts';
import { addressSubject } from '#server/platform/rate-limit.ts';
import type { Locale } from '#server/texts/catalogue.ts';
import { languageOf } from './error-responses.ts';
import { maxBodyBytes } from './limit-body.ts';

/** What an endpoint may know of who called it. */
export interface Caller {
  /** What the network address counts as for the rate limits. */
  address: string;
  /** What the headers ask for. */
  locale: Locale;
  header(name: string): string | undefined;
}

export interface JsonAnswer {
  status: number;
  body: object;
}

/**
 * One POST endpoint for machines: its JSON is checked by the schema before `handle` sees it; what is thrown becomes a problem
 * document. Modules put theirs into a Router: `router.post('/api/…', ...jsonEndpoint(schema, handle))`.
 */
export function jsonEndpoint<Schema extends z.ZodType>(
  schema: Schema,
  handle: (input: z.output<Schema>, caller: Caller) => Promise<JsonAnswer>,
): RequestHandler[] {
  return [
    (request, _response, next) => {
      // An empty body has no type, and is for the schema to judge.
      const isOther = Number(request.headers['content-length'] ?? 0) > 0 && !request.is('application/json');
      next(isOther ? new AppError('unsupported_media_type') : undefined);
    },
    express.json({ limit: maxBodyBytes }),
    (request, response, next) => {
      const caller: Caller = {
        address: addressSubject(request.ip ?? ''),
        locale: languageOf(request),
        header: (name) => request.get(name),
      };
      const answer = async () => {
        const { status, body } = await handle(await schema.parseAsync(request.body), caller);
        response.status(status).setHeader('Cache-Control', 'no-store').json(body);
      };
      answer().catch(next);
    },
  ];
}
