import type { Env, PostmarkEnv, TwilioEnv } from '#server/platform/env.ts';
import { SendFailure } from '#server/modules/notifications/message-provider.ts';
import { fail, ok, warn, type Finding } from './finding.ts';

/** In place of the providers' own. */
export interface ProviderAddresses {
  twilio?: string;
  postmark?: string;
}

/** Whether the providers know us, by a call that reads and sends nothing. */
export async function examineProviders(
  { sms, email }: Pick<Env, 'sms' | 'email'>,
  { twilio, postmark }: ProviderAddresses,
): Promise<Finding[]> {
  return Promise.all([
    sms.provider === 'inbox'
      ? skipped('SMS')
      : asked('SMS by Twilio', 'TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN', () => askTwilio(sms, twilio)),
    email.provider === 'inbox'
      ? skipped('e-mail')
      : asked('e-mail by Postmark', 'POSTMARK_SERVER_TOKEN', () => askPostmark(email, postmark)),
  ]);
}

const skipped = (what: string): Finding => ok(`${what}: stays in the inbox, so there is nobody to ask`);

async function asked(what: string, settings: string, ask: () => Promise<void>): Promise<Finding> {
  try {
    await ask();
    return ok(`${what}: knows us`);
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    // A wrong token is no recipient's fault, so it is `transient` where messages are sent.
    return isRefusal(error.code)
      ? fail(`${what}: refuses us (${error.code})`, `correct ${settings}`)
      : warn(
          `${what}: gave no clear answer (${error.code})`,
          'see whether this machine reaches it, then look again',
        );
  }
}

/** Twilio: authentication failed, account not active; Postmark: bad token, none, account under review. */
function isRefusal(code: string): boolean {
  return /^(twilio:(20003|20005|http_40[134])|postmark:(10|http_40[13]))$/.test(code);
}

async function askTwilio(settings: TwilioEnv, apiUrl?: string): Promise<void> {
  const { askTwilioAccount } = await import('#server/modules/notifications/twilio-provider.ts');
  await askTwilioAccount(settings, { ...(apiUrl !== undefined && { apiUrl }) });
}

async function askPostmark(settings: PostmarkEnv, apiUrl?: string): Promise<void> {
  const { askPostmarkServer } = await import('#server/modules/notifications/postmark-provider.ts');
  await askPostmarkServer(settings, { ...(apiUrl !== undefined && { apiUrl }) });
}
