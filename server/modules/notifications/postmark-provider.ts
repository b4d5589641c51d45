import { Errors, Models, ServerClient } from 'postmark';
import type { PostmarkEnv } from '#server/platform/env.ts';
import type { MessageProvider } from './message-provider.ts';
import { refusalOf, silenceOf } from './provider-errors.ts';

/** Under this name each mail carries the id of its row, and webhooks tell it. */
export const messageIdField = 'message_id';

interface Reach {
  timeoutMs?: number;
  apiUrl?: string;
}

/** Does something with a client that tells errors of the network from answers, which Postmark's own words do not. */
async function askPostmark<Answer>(
  serverToken: string,
  { timeoutMs = 15_000, apiUrl }: Reach,
  act: (client: ServerClient) => Promise<Answer>,
): Promise<Answer> {
  let silence: unknown;
  const client = new ServerClient(serverToken, {
    timeout: timeoutMs / 1_000,
    ...(apiUrl !== undefined && {
      useHttps: new URL(apiUrl).protocol === 'https:',
      requestHost: new URL(apiUrl).host,
    }),
    fetch: async (input, init) => {
      try {
        return await fetch(input, init);
      } catch (error) {
        silence = error;
        throw error;
      }
    },
  });
  try {
    return await act(client);
  } catch (error) {
    // An answer whose body broke off is none.
    if (!(error instanceof Errors.PostmarkError) || silence !== undefined)
      throw silenceOf('postmark', silence ?? error);
    throw refusalOf({ provider: 'postmark', httpStatus: error.statusCode, code: error.code });
  }
}

/**
 * Reads our own server, to see whether the token is right.
 * @throws SendFailure when Postmark refuses it or gives no answer
 */
export async function askPostmarkServer(
  { serverToken }: Pick<PostmarkEnv, 'serverToken'>,
  reach: Reach = {},
): Promise<void> {
  await askPostmark(serverToken, reach, (client) => client.getServer());
}

/**
 * E-mail by Postmark's own client.
 * @param reach `timeoutMs`: after so long without an answer nobody knows what became of it; `apiUrl`: instead of Postmark's own, for tests
 */
export function createPostmarkProvider(
  { serverToken, from, messageStream }: Omit<PostmarkEnv, 'webhookSecret'>,
  reach: Reach = {},
): MessageProvider {
  const ask = <Answer>(act: (client: ServerClient) => Promise<Answer>) =>
    askPostmark(serverToken, reach, act);

  return {
    name: 'postmark',

    async send({ id, recipient, senderName, content, unsubscribeLink }) {
      if (content.channel !== 'email') throw new TypeError('Postmark carries e-mail.');
      const { MessageID: providerId } = await ask((client) =>
        client.sendEmail({
          From: `"${senderName.replaceAll(/["\\\r\n]/g, '')}" <${from}>`,
          To: recipient,
          Subject: content.subject,
          TextBody: content.text,
          HtmlBody: content.html,
          Attachments: content.attachments.map((file) => ({
            Name: file.name,
            Content: Buffer.from(file.content).toString('base64'),
            ContentType: file.contentType,
            ContentID: null,
          })),
          Headers: unsubscribeLink
            ? [
                { Name: 'List-Unsubscribe', Value: `<${unsubscribeLink}>` },
                { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
              ]
            : [],
          MessageStream: messageStream,
          Metadata: { [messageIdField]: id },
          // A link that is somebody's alone must not lead through a server of others.
          TrackLinks: Models.LinkTrackingOptions.None,
          TrackOpens: false,
        }),
      );
      return { providerId };
    },

    async find({ id }) {
      const { Messages: found } = await ask((client) =>
        client.getOutboundMessages({ count: 1, offset: 0, [`metadata_${messageIdField}`]: id }),
      );
      return found[0] ? { providerId: found[0].MessageID } : null;
    },
  };
}
