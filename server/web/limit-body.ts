import type { RequestHandler } from 'express';
import { AppError } from '#server/platform/errors.ts';

/** More than any form or call of ours needs. */
export const maxBodyBytes = 64 * 1024;

/** Refuses a body by the length that it announces, before anything reads it; browsers announce it for every form. */
export const limitBody: RequestHandler = (request, _response, next) => {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (encoding !== undefined)
    return next(new AppError('invalid_input', { detail: 'a body of unknown length' }));
  if (Number(length ?? 0) > maxBodyBytes) return next(new AppError('payload_too_large'));
  next();
};
