import { describe, expect, test } from 'vitest';
import { demoSecrets, EnvError, readEnv } from './env.ts';

const production = {
  DATABASE_URL: 'postgresql://ledig@db.example/ledig',
  PUBLIC_URL: 'https://book.example/',
  LINK_KEYS: `b2:${'n'.repeat(32)}, a1:${'o'.repeat(32)}`,
  DATA_KEYS: `d1:${'d'.repeat(32)}`,
  CRON_KEY: 'c'.repeat(16),
  SMS_PROVIDER: 'inbox',
  EMAIL_PROVIDER: 'inbox',
};

describe('in production', () => {
  test('a complete environment is typed, with the newest link key first', () => {
    expect(readEnv(production)).toMatchObject({
      mode: 'production',
      port: 3000,
      publicUrl: 'https://book.example',
      linkKeys: [{ id: 'b2' }, { id: 'a1' }],
    });
  });

  test('every missing setting is named in one sentence', () => {
    expect(() => readEnv({})).toThrow(
      "Can't start with these settings: DATABASE_URL is not set; LINK_KEYS is not set; DATA_KEYS is not set; CRON_KEY is not set; SMS_PROVIDER is not set; EMAIL_PROVIDER is not set.",
    );
  });

  test('who carries messages is chosen for each channel, and all that they need is asked for', () => {
    const twilio = {
      SMS_PROVIDER: 'twilio',
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 't'.repeat(32),
      TWILIO_FROM: 'Fjord',
    };
    expect(readEnv({ ...production, ...twilio })).toMatchObject({
      sms: { provider: 'twilio', from: 'Fjord' },
      email: { provider: 'inbox' },
    });
    const chosen = { SMS_PROVIDER: 'twilio', EMAIL_PROVIDER: 'postmark', POSTMARK_FROM: 'post@book.example' };
    expect(() => readEnv({ ...production, ...chosen })).toThrow(
      'TWILIO_ACCOUNT_SID is not set; TWILIO_AUTH_TOKEN is not set; TWILIO_FROM is not set; POSTMARK_SERVER_TOKEN is not set; POSTMARK_WEBHOOK_SECRET is not set',
    );
  });

  test.each([
    ['LINK_KEYS', demoSecrets.linkKeys],
    ['LINK_KEYS', `zz:${demoSecrets.linkKeys.slice(5)}`],
    ['DATA_KEYS', demoSecrets.dataKeys],
    ['CRON_KEY', demoSecrets.cronKey],
  ])("the demo's %s is refused", (name, value) => {
    expect(() => readEnv({ ...production, [name]: value })).toThrow(/is the demo’s/);
  });

  test.each([
    ['DATABASE_URL', 'mysql://x'],
    ['PORT', 'eighty'],
    ['LINK_KEYS', 'a1:short'],
    ['LINK_KEYS', `a1:${'n'.repeat(32)},a1:${'o'.repeat(32)}`],
    ['DATA_KEYS', 'a1:short'],
    ['CRON_KEY', 'short'],
  ])('%s=%s is refused', (name, value) => {
    expect(() => readEnv({ ...production, [name]: value })).toThrow(EnvError);
  });
});

test('the demo needs nothing but a database', () => {
  expect(readEnv({ LEDIG_MODE: 'demo', DATABASE_URL: production.DATABASE_URL, PORT: '4000' })).toMatchObject({
    mode: 'demo',
    publicUrl: 'http://localhost:4000',
    cronKey: demoSecrets.cronKey,
  });
});
