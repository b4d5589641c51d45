import type { Request } from 'express';
import { z } from 'zod';
import { AppError } from '#server/platform/errors.ts';

export const idempotencyHeader = 'Idempotency-Key';

export const idempotencyKeySchema = z.string().min(1, { error: 'required' }).max(255, { error: 'too_long' });

/**
 * The key of draft-ietf-httpapi-idempotency-key-header, which writes it with quotation marks; many programs leave them out.
 * @returns null without the header
 */
export function readIdempotencyKey(request: Request): string | null {
  const given = request.get(idempotencyHeader);
  if (given === undefined) return null;
  const key = idempotencyKeySchema.safeParse(/^"(.*)"$/.exec(given)?.[1] ?? given);
  if (key.success) return key.data;
  const fields = key.error.issues.map(({ message }) => ({ field: idempotencyHeader, problem: message }));
  throw new AppError('invalid_input', { fields });
}
