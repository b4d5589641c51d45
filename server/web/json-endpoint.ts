import express, { type Request, type RequestHandler } from 'express';
import { answerOnce, type KeptAnswer } from '#server/platform/answer-once.ts';
import { secretsEqual } from '#server/platform/crypto.ts';
import type { Deps } from '#server/platform/deps.ts';
import { enforceLimit } from '#server/platform/enforce-limit.ts';
import { AppError, httpStatusOf, type ErrorCode } from '#server/platform/errors.ts';
import { addressSubject } from '#server/platform/rate-limit.ts';
import { repeatableRequest } from '#server/platform/repeated-request.ts';
import { toAppError } from '#server/trpc/map-errors.ts';
import type { Caller, Endpoint } from './endpoint.ts';
import { languageOf, problemText, problemType } from './error-responses.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { maxBodyBytes } from './limit-body.ts';

export const cronHeader = 'x-cron-key';

/** Answers at an endpoint: its JSON is checked by its schema before `handle` sees it; what is thrown becomes a problem document. */
export function jsonEndpoint(deps: Deps, endpoint: Endpoint): RequestHandler[] {
  return [
    (request, _response, next) => {
      const isAllowed =
        endpoint.for !== 'cron' || secretsEqual(request.get(cronHeader) ?? '', deps.env.cronKey);
      next(isAllowed ? undefined : new AppError('unauthenticated'));
    },
    (request, _response, next) => {
      // An empty body has no type, and is for the schema to judge.
      const isOther = Number(request.headers['content-length'] ?? 0) > 0 && !request.is('application/json');
      next(isOther ? new AppError('unsupported_media_type') : undefined);
    },
    express.json({ limit: maxBodyBytes }),
    (request, response, next) => {
      answerTo(deps, endpoint, request).then(({ status, text }) => {
        const type = status < 400 ? 'application/json' : problemType;
        response.status(status).type(type).setHeader('Cache-Control', 'no-store').send(text);
      }, next);
    },
  ];
}

async function answerTo(deps: Deps, endpoint: Endpoint, request: Request): Promise<KeptAnswer> {
  const caller: Caller = { address: addressSubject(request.ip ?? ''), locale: languageOf(request) };
  const key = endpoint.repeatable ? readIdempotencyKey(request) : null;
  const input = await endpoint.request.parseAsync(request.body);
  if (key === null) return work(deps, endpoint, input, caller);

  await enforceLimit(deps, 'idempotency-key', caller.address);
  const once = repeatableRequest(deps.env.cronKey, {
    scope: `POST ${endpoint.path}`,
    // Two callers who thought of the same key have nothing to do with each other.
    key: `${caller.address} ${key}`,
    request: request.body as unknown,
  });
  return answerOnce(deps, once, () => work(deps, endpoint, input, caller));
}

async function work(deps: Deps, endpoint: Endpoint, input: unknown, caller: Caller): Promise<KeptAnswer> {
  try {
    const result = await endpoint.handle(deps, input, caller);
    if ('refused' in result) throw new AppError(result.refused, result);
    return { status: endpoint.answer.status, text: JSON.stringify(result.answered) };
  } catch (fault) {
    const error = toAppError(fault);
    if (isOpen(error.code)) throw error;
    return { status: httpStatusOf(error.code), text: problemText(error, caller.locale) };
  }
}

/** After these the same request may well be sent again, mended or later: a repeat is not held to them. */
function isOpen(code: ErrorCode): boolean {
  const status = httpStatusOf(code);
  return status === 400 || status === 429 || status >= 500;
}
