import { Secret, TOTP } from 'otpauth';

// RFC 6238 with what every app for codes takes for granted: HMAC-SHA-1, six digits, steps of 30 seconds.
const settings = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** A phone's clock may be so many steps off; RFC 6238, 5.2 recommends one. */
const stepsOff = 1;

/** As long as the HMAC's output (RFC 4226, 4 R6), in base32: what people type whose phone can't read the picture. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What the picture says to an app. */
export function setupAddress(secret: string, email: string): string {
  return new TOTP({
    ...settings,
    issuer: 'Ledig',
    label: email,
    secret: Secret.fromBase32(secret),
  }).toString();
}

/**
 * The time step of which this is the code.
 * @param code six digits
 * @returns null when it is none of now, of the step before or of the next one
 */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const at = { timestamp: now.getTime() };
  const off = TOTP.validate({
    ...settings,
    ...at,
    token: code,
    secret: Secret.fromBase32(secret),
    window: stepsOff,
  });
  return off === null ? null : TOTP.counter({ period: settings.period, ...at }) + off;
}

/** What somebody typed as a code, as codes are compared: blanks, dashes and capitals are no matter. */
export function plainCode(typed: string): string {
  return typed.replaceAll(/[\s-]/g, '').toLowerCase();
}

export function isAppCode(plain: string): boolean {
  return /^\d{6}$/.test(plain);
}

/** Without letters and digits that are mistaken for each other; 32 of them, so that each stands for five bits. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz023456789';

/**
 * How many a user gets at once, and how long each is: 80 bits, which nobody guesses from a hash either, so a plain one will do.
 */
const recoveryCodeCount = 10;
const groups = 4;
const groupLength = 4;

/** Codes for who has lost their phone, in groups with dashes between. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, () =>
    Array.from({ length: groups }, () =>
      [...globalThis.crypto.getRandomValues(new Uint8Array(groupLength))]
        .map((byte) => alphabet.charAt(byte % alphabet.length))
        .join(''),
    ).join('-'),
  );
}
