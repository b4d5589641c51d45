import { highestRole, roleAllows, roles, type Role } from './auth.rules.ts';

/** A role in a whole organisation (without a salon), or in one salon of it. */
export interface Scoped {
  role: Role;
  salonId: string | null;
}

/**
 * The role with which somebody may touch what is of that scope: a role in one salon reaches nothing that holds in all of them.
 * @returns null when none of their memberships, all of one organisation, reaches so far
 */
export function roleOver(own: readonly Scoped[], scope: string | null): Role | null {
  return own
    .filter(({ salonId }) => salonId === null || salonId === scope)
    .map(({ role }) => role)
    .reduce<Role | null>((best, role) => (best ? highestRole(best, role) : role), null);
}

/** The roles that somebody may give to a member who has `current` there, or who is new (null). Empty: they may not touch that member. */
export function rolesToGive(own: Role | null, current: Role | null): Role[] {
  if (!own || !roleAllows(own, 'manager')) return [];
  if (current && !roleAllows(own, current)) return [];
  return roles.filter((role) => roleAllows(own, role));
}

/**
 * Whether a place would be left without an owner if this member was none. An owner of everything is missed unless there is another one of
 * everything; an owner of one salon, unless there is another one whom that salon has.
 * @param others owners besides this one, of the same organisation, whose accounts are open
 */
export function isLastOwner(member: Scoped, others: readonly Scoped[]): boolean {
  return (
    member.role === 'owner' && !others.some(({ salonId }) => salonId === null || salonId === member.salonId)
  );
}
