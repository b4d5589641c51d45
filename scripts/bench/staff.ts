import type { PrismaClient } from '#server/generated/prisma/client.ts';
import { hashToken, newSessionToken } from '#server/platform/crypto.ts';
import { minutesAfter } from '#server/testing/clock.ts';
import { sessionCookieName } from '#server/web/session-cookie.ts';

/** @returns the cookie of somebody who has just logged in, as a request sends it */
export async function logIn(db: PrismaClient, userId: string, now: Date): Promise<string> {
  const token = newSessionToken();
  await db.session.create({
    data: {
      userId,
      tokenHash: hashToken(token),
      createdAt: now,
      lastSeenAt: now,
      expiresAt: minutesAfter(now, 60),
    },
  });
  return `${sessionCookieName('test')}=${token}`;
}
