import { roleAllows, type Role } from './auth.rules.ts';

/** Who may do what in the settings: the least role that each asks for. The procedures enforce it, the pages show no more than it. */
export const rights = {
  seeHours: 'staff',
  seeEmployees: 'staff',
  seeServices: 'staff',
  changeTimeOff: 'staff',
  changeHours: 'manager',
  seeSalon: 'manager',
  changeSalon: 'manager',
  changeEmployees: 'manager',
  changeServices: 'manager',
  changePolicy: 'manager',
  changeMessages: 'manager',
  seeTeam: 'manager',
  changeTeam: 'manager',
  seeAudit: 'manager',
  changeRunning: 'owner',
} as const satisfies Record<string, Role>;

export type Right = keyof typeof rights;

export function hasRight(role: Role, right: Right): boolean {
  return roleAllows(role, rights[right]);
}
