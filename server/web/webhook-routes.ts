import { createHash, timingSafeEqual } from 'node:crypto';
import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { readPostmarkNews, readTwilioStatus } from '#server/modules/notifications/provider-news.ts';
import { consentIn } from '#server/modules/notifications/opt-out.rules.ts';
import { recordDelivery } from '#server/modules/notifications/record-delivery.ts';
import { recordOptOut } from '#server/modules/notifications/record-opt-out.ts';
import { AppError, notFound } from '#server/platform/errors.ts';
import type { WebDeps } from '#server/trpc/context.ts';

const params = z.record(z.string(), z.string());

/**
 * What providers tell: what became of messages, and who wants none. Without a provider there is nobody to tell anything. They are outside the
 * rules for browsers: no origin, forms by POST from elsewhere; each request proves instead whose it is.
 */
export function webhookRoutes(deps: WebDeps): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 200 });

  router.post(
    '/webhooks/twilio/status',
    form,
    handled(async (request, response) => {
      const news = readTwilioStatus(await requireTwilio(deps, request), request.query);
      if (news) await deps.inTransaction((tx) => recordDelivery(tx, news));
      response.status(204).end();
    }),
  );

  router.post(
    '/webhooks/twilio/inbound',
    form,
    handled(async (request, response) => {
      const { From: recipient = '', Body: text = '' } = await requireTwilio(deps, request);
      const granted = consentIn(text);
      if (granted !== null) {
        await deps.inTransaction((tx) =>
          recordOptOut(tx, { channel: 'sms', recipient, granted, source: 'sms_reply' }),
        );
      }
      // No answer of ours: Twilio confirms a STOP itself.
      response.type('text/xml').send('<Response/>');
    }),
  );

  router.post(
    '/webhooks/postmark',
    express.json({ limit: '1mb' }),
    handled(async (request, response) => {
      requirePostmark(deps, request);
      const { delivery, consent } = readPostmarkNews(request.body);
      await deps.inTransaction(async (tx) => {
        if (delivery) await recordDelivery(tx, delivery);
        if (consent) await recordOptOut(tx, { channel: 'email', ...consent });
      });
      response.status(204).end();
    }),
  );
  return router;
}

/** Express 4 does not wait for what a handler promises. */
function handled(handle: (request: Request, response: Response) => Promise<void>): RequestHandler {
  return (request, response, next) => {
    handle(request, response).catch(next);
  };
}

/**
 * Twilio signs the address that it calls with every parameter of the form; the address is the public one, whatever stands in between.
 * @throws AppError `forbidden` when somebody else has sent it, `not_found` without Twilio
 */
async function requireTwilio({ env }: WebDeps, request: Request): Promise<Record<string, string>> {
  if (env.sms.provider !== 'twilio') throw notFound('endpoint');
  const { default: twilio } = await import('twilio');
  const body = params.safeParse(request.body);
  const signature = request.get('x-twilio-signature');
  const url = `${env.publicUrl}${request.originalUrl}`;
  if (!body.success || !signature || !twilio.validateRequest(env.sms.authToken, signature, url, body.data)) {
    throw new AppError('forbidden', { detail: 'not signed by Twilio' });
  }
  return body.data;
}

/** @throws AppError `forbidden` when somebody else has sent it, `not_found` without Postmark */
function requirePostmark({ env }: WebDeps, request: Request): void {
  if (env.email.provider !== 'postmark') throw notFound('endpoint');
  const expected = `Basic ${Buffer.from(`postmark:${env.email.webhookSecret}`).toString('base64')}`;
  if (!isSame(request.get('authorization') ?? '', expected)) {
    throw new AppError('forbidden', { detail: 'not sent by Postmark' });
  }
}

/** Takes as long however much of it is right. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
