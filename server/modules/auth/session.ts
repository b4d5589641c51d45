import type { Db } from '#server/platform/db.ts';
import { hashToken, newSessionToken, type SessionToken } from '#server/platform/crypto.ts';
import {
  idOf,
  type OrganisationId,
  type SalonId,
  type SessionId,
  type UserId,
} from '#server/platform/ids.schema.ts';
import type { Tx } from '#server/platform/tx.ts';
import { localeOf, type Locale } from '#server/texts/catalogue.ts';
import type { Access } from '../realtime/change-feed.ts';
import { highestRole, type Role } from './auth.rules.ts';

/** A session ends this long after its last use. */
export const sessionLifetimeMs = 14 * 24 * 3_600_000;
/** Its expiry, and when it was last used, are moved on at most this often, so that most requests only read. */
const slidingStepMs = 5 * 60_000;

/** A salon that a user may work in. */
export interface StaffSalon {
  id: SalonId;
  organisationId: OrganisationId;
  slug: string;
  name: string;
  timeZone: string;
  locale: Locale;
  accentColour: string | null;
  role: Role;
}

/** Who is logged in, and where they may do what. */
export interface StaffSession {
  id: SessionId;
  expiresAt: Date;
  user: { id: UserId; email: string; name: string; locale: Locale };
  /** By name. */
  salons: StaffSalon[];
}

/** @returns what the cookie is to hold; only its hash is stored */
export async function startSession(
  tx: Tx,
  userId: UserId,
  /** The browser's name. */
  browser = '',
): Promise<{ token: SessionToken; expiresAt: Date }> {
  const token = newSessionToken();
  const expiresAt = new Date(tx.now.getTime() + sessionLifetimeMs);
  await tx.db.session.create({
    data: { userId, browser, tokenHash: hashToken(token), createdAt: tx.now, lastSeenAt: tx.now, expiresAt },
    select: { id: true },
  });
  return { token, expiresAt };
}

interface SessionRow {
  session_id: string;
  expires_at: Date;
  user_id: string;
  email: string;
  user_name: string;
  user_locale: string;
  salon_id: string | null;
  organisation_id: string | null;
  slug: string | null;
  salon_name: string | null;
  time_zone: string | null;
  salon_locale: string | null;
  accent_colour: string | null;
  role: Role | null;
}

/**
 * One query for the session, its user and their salons.
 * @returns null when the token is nobody's, has run out, or is of somebody who was shut out
 */
export async function findSession(db: Db, token: string, now: Date): Promise<StaffSession | null> {
  const rows = await db.$queryRaw<SessionRow[]>`
    SELECT s.id AS session_id, s.expires_at,
           u.id AS user_id, u.email, u.name AS user_name, u.locale AS user_locale,
           salon.id AS salon_id, salon.organisation_id, salon.slug, salon.name AS salon_name,
           salon.time_zone, salon.locale AS salon_locale, salon.accent_colour, m.role
    FROM sessions s
    JOIN users u ON u.id = s.user_id
    LEFT JOIN memberships m ON m.user_id = u.id
    LEFT JOIN salons salon
      ON salon.organisation_id = m.organisation_id
     AND (m.salon_id IS NULL OR m.salon_id = salon.id)
     AND salon.archived_at IS NULL
    WHERE s.token_hash = ${hashToken(token)}
      AND s.expires_at > ${now}
      AND u.disabled_at IS NULL
    ORDER BY salon.name, salon.id`;
  const [first] = rows;
  if (!first) return null;
  return {
    id: idOf<SessionId>(first.session_id),
    expiresAt: first.expires_at,
    user: {
      id: idOf<UserId>(first.user_id),
      email: first.email,
      name: first.user_name,
      locale: localeOf(first.user_locale),
    },
    salons: salonsOf(rows),
  };
}

/** Moves the expiry of a session in use on, at most every five minutes. */
export async function keepSessionAlive(db: Db, session: StaffSession, now: Date): Promise<StaffSession> {
  const expiresAt = new Date(now.getTime() + sessionLifetimeMs);
  if (expiresAt.getTime() - session.expiresAt.getTime() < slidingStepMs) return session;
  await db.session.updateMany({
    where: { id: session.id, expiresAt: { gt: now } },
    data: { expiresAt, lastSeenAt: now },
  });
  return { ...session, expiresAt };
}

/**
 * Which of these sessions may not see that salon any more: logged out, run out, shut out, or of a user who is not staff there now.
 * One query for all of them.
 */
export async function findEndedAccess(db: Db, watching: readonly Access[], now: Date): Promise<Access[]> {
  return db.$queryRaw<Access[]>`
    SELECT DISTINCT w.session_id AS "sessionId", w.salon_id AS "salonId"
    FROM unnest(${watching.map(({ sessionId }) => sessionId)}::uuid[], ${watching.map(({ salonId }) => salonId)}::uuid[])
      AS w(session_id, salon_id)
    WHERE NOT EXISTS (
      SELECT
      FROM sessions s
      JOIN users u ON u.id = s.user_id
      JOIN memberships m ON m.user_id = u.id
      JOIN salons salon
        ON salon.organisation_id = m.organisation_id
       AND (m.salon_id IS NULL OR m.salon_id = salon.id)
       AND salon.archived_at IS NULL
      WHERE s.id = w.session_id
        AND s.expires_at > ${now}
        AND u.disabled_at IS NULL
        AND salon.id = w.salon_id
    )`;
}

function salonsOf(rows: readonly SessionRow[]): StaffSalon[] {
  const salons = new Map<string, StaffSalon>();
  for (const row of rows) {
    if (!row.salon_id || !row.organisation_id || !row.role) continue;
    const known = salons.get(row.salon_id);
    salons.set(row.salon_id, {
      id: idOf<SalonId>(row.salon_id),
      organisationId: idOf<OrganisationId>(row.organisation_id),
      slug: row.slug ?? '',
      name: row.salon_name ?? '',
      timeZone: row.time_zone ?? '',
      locale: localeOf(row.salon_locale),
      accentColour: row.accent_colour,
      role: known ? highestRole(known.role, row.role) : row.role,
    });
  }
  return [...salons.values()];
}
