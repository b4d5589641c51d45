import { z } from 'zod';

// The environment, read once in each of the two entry points (server/index.ts, server/worker.ts) and passed on from
// there. Nothing else looks at process.env.

/**
 * What demo, development and tests run with when nothing else is set. They are public, so production refuses them.
 */
export const demoSecrets = {
  linkKeys: 'demo:ledig-demo-link-key-not-for-production',
  dataKeys: 'demo:ledig-demo-data-key-not-for-production',
  cronKey: 'ledig-demo-cron-key',
} as const;

/** One signing key of links. */
export interface LinkKey {
  /** Stands in each link, so that a link signed with an older key is still read after a change of keys. */
  id: string;
  secret: string;
}

/** One encrypting key; its id stands beside what it has encrypted. */
export type DataKey = LinkKey;

const keyList = z
  .string()
  .transform((text) =>
    text.split(',').map((pair) => {
      const at = pair.indexOf(':');
      return { id: pair.slice(0, at).trim(), secret: pair.slice(at + 1).trim() };
    }),
  )
  .pipe(
    z
      .array(
        z.object({
          id: z
            .string()
            .regex(/^[a-z0-9]{1,8}$/, 'each key needs an id of 1 to 8 small letters or digits: "id:secret"'),
          secret: z.string().min(32, 'each secret needs at least 32 characters'),
        }),
      )
      .min(1)
      .refine((keys) => new Set(keys.map((key) => key.id)).size === keys.length, 'two keys have the same id'),
  );

/** What each provider can't do without. */
const ofTwilio = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'] as const;
const ofPostmark = ['POSTMARK_SERVER_TOKEN', 'POSTMARK_FROM', 'POSTMARK_WEBHOOK_SECRET'] as const;

const schema = z
  .object({
    /** What this process is for. Unset is production, so that a forgotten setting is the strict one. */
    LEDIG_MODE: z.enum(['production', 'demo', 'development', 'test']).default('production'),
    /** postgresql://user:password@host:port/database */
    DATABASE_URL: z
      .string()
      .refine(
        (url) => /^postgres(ql)?:\/\//.test(url),
        'must be an address like postgresql://user:password@host/database',
      ),
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    /** Where customers reach the web process; links in messages start with it. No slash at the end. */
    PUBLIC_URL: z
      .url()
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    /** How many reverse proxies of our own stand before the web process: so many of X-Forwarded-For's last addresses are believed. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
    /** Signs the links in messages. `id:secret` pairs with commas between them; the first signs, all are accepted. */
    LINK_KEYS: keyList,
    /** Encrypts what must be read again and is nobody's business in a copy of the database. Written like LINK_KEYS. */
    DATA_KEYS: keyList,
    /** What `x-cron-key` must be to run the lifecycle processor over HTTP. */
    CRON_KEY: z.string().min(16, 'needs at least 16 characters'),
    /** What a monitor must show to read /metrics (`Authorization: Bearer …`); without it there is no such page. */
    METRICS_TOKEN: z.string().min(16, 'needs at least 16 characters').optional(),
    /** Where the worker answers /healthz, /readyz and /metrics; without it nowhere. */
    WORKER_PORT: z.coerce.number().int().min(0).max(65535).optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    /** Who carries SMS. `inbox` keeps them on this machine, for /dev/inbox. */
    SMS_PROVIDER: z.enum(['inbox', 'twilio']),
    TWILIO_ACCOUNT_SID: z
      .string()
      .regex(/^AC[0-9a-f]{32}$/, 'must be AC and 32 digits')
      .optional(),
    TWILIO_AUTH_TOKEN: z.string().min(16, 'needs at least 16 characters').optional(),
    /** A number of the account, a name of up to 11 letters, or a messaging service (`MG…`). */
    TWILIO_FROM: z.string().optional(),
    /** Who carries e-mail. */
    EMAIL_PROVIDER: z.enum(['inbox', 'postmark']),
    POSTMARK_SERVER_TOKEN: z.string().optional(),
    /** An address that Postmark has confirmed. */
    POSTMARK_FROM: z.email().optional(),
    POSTMARK_MESSAGE_STREAM: z.string().default('outbound'),
    /** What Postmark’s webhooks must know: `https://postmark:<this>@…/webhooks/postmark`. */
    POSTMARK_WEBHOOK_SECRET: z.string().min(16, 'needs at least 16 characters').optional(),
  })
  .superRefine((env, context) => {
    const needed = [
      ...(env.SMS_PROVIDER === 'twilio' ? ofTwilio : []),
      ...(env.EMAIL_PROVIDER === 'postmark' ? ofPostmark : []),
    ];
    for (const name of needed) {
      if (env[name] === undefined) context.addIssue({ code: 'custom', path: [name], message: 'is not set' });
    }
    if (env.LEDIG_MODE !== 'production') return;
    const publicSecrets: string[] = [
      demoSecrets.cronKey,
      ...[demoSecrets.linkKeys, demoSecrets.dataKeys].map((pair) => pair.slice(pair.indexOf(':') + 1)),
    ];
    for (const name of ['LINK_KEYS', 'DATA_KEYS'] as const) {
      if (env[name].some((key) => publicSecrets.includes(key.secret))) {
        context.addIssue({ code: 'custom', path: [name], message: 'is the demo’s: make one of your own' });
      }
    }
    if (publicSecrets.includes(env.CRON_KEY)) {
      context.addIssue({
        code: 'custom',
        path: ['CRON_KEY'],
        message: 'is the demo’s: make one of your own',
      });
    }
    if (!env.PUBLIC_URL) {
      context.addIssue({ code: 'custom', path: ['PUBLIC_URL'], message: 'is not set' });
    }
  });

/** The checked environment of a process. */
export interface Env {
  mode: 'production' | 'demo' | 'development' | 'test';
  databaseUrl: string;
  /** 0: any free port. */
  port: number;
  /** Origin of links in messages, without a slash at the end. */
  publicUrl: string;
  /** Reverse proxies before the web process. */
  trustedProxies: number;
  /** Newest first. */
  linkKeys: LinkKey[];
  /** Newest first. */
  dataKeys: DataKey[];
  cronKey: string;
  /** Null: nobody may read the metrics. */
  metricsToken: string | null;
  /** Null: the worker listens nowhere. */
  workerPort: number | null;
  logLevel: string;
  sms: { provider: 'inbox' } | ({ provider: 'twilio' } & TwilioEnv);
  email: { provider: 'inbox' } | ({ provider: 'postmark' } & PostmarkEnv);
}

export interface TwilioEnv {
  accountSid: string;
  authToken: string;
  /** A number of the account, a name of up to 11 letters, or a messaging service (`MG…`). */
  from: string;
}

export interface PostmarkEnv {
  serverToken: string;
  from: string;
  messageStream: string;
  /** What its webhooks must know. */
  webhookSecret: string;
}

/** A setting is missing or wrong; the message is one sentence for the person who starts the process. */
export class EnvError extends Error {
  /** One for each setting, such as `CRON_KEY is not set`. */
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`Can't start with these settings: ${faults.join('; ')}.`);
    this.faults = faults;
  }
}

/**
 * Checks and types the environment. Outside production the secrets fall back to the demo's.
 * @throws EnvError naming every setting that is missing or wrong
 */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const fallbacks =
    (given.LEDIG_MODE ?? 'production') === 'production'
      ? {}
      : {
          LINK_KEYS: demoSecrets.linkKeys,
          DATA_KEYS: demoSecrets.dataKeys,
          CRON_KEY: demoSecrets.cronKey,
          SMS_PROVIDER: 'inbox',
          EMAIL_PROVIDER: 'inbox',
        };
  const result = schema.safeParse({ ...fallbacks, ...given });
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${String(issue.path[0])} ${wording(issue, given)}`);
    throw new EnvError([...new Set(faults)]);
  }
  const env = result.data;
  return {
    mode: env.LEDIG_MODE,
    databaseUrl: env.DATABASE_URL,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    trustedProxies: env.TRUSTED_PROXIES,
    linkKeys: env.LINK_KEYS,
    dataKeys: env.DATA_KEYS,
    cronKey: env.CRON_KEY,
    metricsToken: env.METRICS_TOKEN ?? null,
    workerPort: env.WORKER_PORT ?? null,
    logLevel: env.LOG_LEVEL,
    sms: smsOf(env),
    email: emailOf(env),
  };
}

type Checked = z.output<typeof schema>;

/** That all of a provider's settings are there was checked. */
function smsOf(env: Checked): Env['sms'] {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: from } = env;
  return env.SMS_PROVIDER === 'twilio' && accountSid && authToken && from
    ? { provider: 'twilio', accountSid, authToken, from }
    : { provider: 'inbox' };
}

function emailOf(env: Checked): Env['email'] {
  const {
    POSTMARK_SERVER_TOKEN: serverToken,
    POSTMARK_FROM: from,
    POSTMARK_MESSAGE_STREAM: messageStream,
    POSTMARK_WEBHOOK_SECRET: webhookSecret,
  } = env;
  return env.EMAIL_PROVIDER === 'postmark' && serverToken && from && webhookSecret
    ? { provider: 'postmark', serverToken, from, messageStream, webhookSecret }
    : { provider: 'inbox' };
}

function wording(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  return given[String(issue.path[0])] === undefined ? 'is not set' : issue.message;
}
