/** What somebody may do, the most first. */
export const roles = ['owner', 'manager', 'staff'] as const;

export type Role = (typeof roles)[number];

/** Whether a role may do what at least `needed` may. */
export function roleAllows(role: Role, needed: Role): boolean {
  return roles.indexOf(role) <= roles.indexOf(needed);
}

/** Who is told by e-mail what waits for a person, as long as they don't say otherwise: who runs the salon. */
export const toldByDefault: readonly Role[] = ['owner', 'manager'];

/** Somebody can be staff of the whole organisation and manager of one salon: the higher one counts there. */
export function highestRole(a: Role, b: Role): Role {
  return roleAllows(a, b) ? a : b;
}
