import twilio from 'twilio';
import type { TwilioEnv } from '#server/platform/env.ts';
import type { MessageProvider } from './message-provider.ts';
import { refusalOf, silenceOf } from './provider-errors.ts';

const { RestException } = twilio;

/** Twilio puts what it can't send at once into a queue: an offer must not come after it has run out. */
const shortestValiditySeconds = 10;
const longestValiditySeconds = 36_000;

/**
 * SMS by Twilio's own client.
 * @param statusUrl where Twilio tells what becomes of a message; null when it could not reach it
 * @param timeoutMs after so long without an answer nobody knows what became of it
 * @param apiUrl instead of Twilio's own, for tests
 */
export function createTwilioProvider(
  { accountSid, authToken, from }: TwilioEnv,
  {
    statusUrl,
    timeoutMs = 15_000,
    apiUrl,
  }: { statusUrl: ((messageId: string) => string) | null; timeoutMs?: number; apiUrl?: string },
): MessageProvider {
  const client = twilio(accountSid, authToken, {
    // Tries are counted and spaced by us.
    autoRetry: false,
    timeout: timeoutMs,
    ...(apiUrl !== undefined && { httpClient: elsewhere(apiUrl, timeoutMs) }),
  });
  const sender = from.startsWith('MG') ? { messagingServiceSid: from } : { from };

  return {
    name: 'twilio',

    async send({ id, recipient, content, validForSeconds }) {
      if (content.channel !== 'sms') throw new TypeError('Twilio carries SMS.');
      try {
        const { sid } = await client.messages.create({
          ...sender,
          to: recipient,
          body: content.text,
          ...(statusUrl && { statusCallback: statusUrl(id) }),
          ...(validForSeconds !== null && {
            validityPeriod: Math.min(
              Math.max(validForSeconds, shortestValiditySeconds),
              longestValiditySeconds,
            ),
          }),
        });
        return { providerId: sid };
      } catch (error) {
        throw error instanceof RestException
          ? refusalOf({ provider: 'twilio', httpStatus: error.status, code: error.code })
          : silenceOf('twilio', error);
      }
    },

    async find({ recipient, content, since }) {
      if (content.channel !== 'sms') throw new TypeError('Twilio carries SMS.');
      // It keeps no id of ours: the same text to the same number, since then, is the one.
      const sent = await client.messages.list({ to: recipient, dateSentAfter: since, limit: 50 });
      const found = sent.find(({ body }) => body === content.text);
      return found ? { providerId: found.sid } : null;
    },
  };
}

/**
 * Reads our own account, to see whether the credentials are right.
 * @throws SendFailure when Twilio refuses them or gives no answer
 */
export async function askTwilioAccount(
  { accountSid, authToken }: TwilioEnv,
  { timeoutMs = 15_000, apiUrl }: { timeoutMs?: number; apiUrl?: string } = {},
): Promise<void> {
  const client = twilio(accountSid, authToken, {
    autoRetry: false,
    timeout: timeoutMs,
    ...(apiUrl !== undefined && { httpClient: elsewhere(apiUrl, timeoutMs) }),
  });
  try {
    await client.api.v2010.accounts(accountSid).fetch();
  } catch (error) {
    throw error instanceof RestException
      ? refusalOf({ provider: 'twilio', httpStatus: error.status, code: error.code })
      : silenceOf('twilio', error);
  }
}

/** The client's own code, which talks to another server. */
function elsewhere(apiUrl: string, timeoutMs: number) {
  const { origin } = new URL(apiUrl);
  const client = new twilio.RequestClient({ timeout: timeoutMs });
  const request = client.request.bind(client);
  client.request = (options) => {
    const { pathname, search } = new URL(options.uri);
    return request({ ...options, uri: `${origin}${pathname}${search}` });
  };
  return client;
}
