import type { Env } from '#server/platform/env.ts';
import { measured } from './measured-provider.ts';
import { inboxProvider, type MessageProvider } from './message-provider.ts';
import type { Channel } from './notifications.schema.ts';

/** Who carries the messages of each channel, as configured. A provider's client is loaded only when it is. */
export async function openProviders({
  sms,
  email,
  publicUrl,
}: Pick<Env, 'sms' | 'email' | 'publicUrl'>): Promise<Record<Channel, MessageProvider>> {
  return {
    sms: measured(sms.provider === 'inbox' ? inboxProvider : await openTwilio(sms, publicUrl)),
    email: measured(
      email.provider === 'inbox'
        ? inboxProvider
        : (await import('./postmark-provider.ts')).createPostmarkProvider(email),
    ),
  };
}

async function openTwilio(
  settings: Exclude<Env['sms'], { provider: 'inbox' }>,
  publicUrl: string,
): Promise<MessageProvider> {
  const { createTwilioProvider } = await import('./twilio-provider.ts');
  return createTwilioProvider(settings, {
    // Twilio refuses a message whose address for news it can't reach.
    statusUrl: publicUrl.startsWith('https://')
      ? (messageId) => `${publicUrl}/webhooks/twilio/status?message=${messageId}`
      : null,
  });
}
