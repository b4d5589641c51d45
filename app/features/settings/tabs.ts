import { hasRight } from '#server/modules/auth/rights.schema.ts';
import type { Role } from '#server/modules/auth/auth.rules.ts';

const tabs = [
  { key: 'salon', right: 'seeSalon' },
  { key: 'employees', right: 'seeEmployees' },
  { key: 'hours', right: 'seeHours' },
  { key: 'days', right: 'seeHours' },
  { key: 'time-off', right: 'seeHours' },
  { key: 'services', right: 'seeServices' },
  { key: 'waitlist', right: 'changePolicy' },
  { key: 'messages', right: 'changeMessages' },
  { key: 'sms', right: 'seeSmsQuota' },
  { key: 'team', right: 'seeTeam' },
  { key: 'audit', right: 'seeAudit' },
  { key: 'running', right: 'changeRunning' },
] as const;

/** The parts of the settings that somebody of this role may see, in order. Each is a path and a key of its words. */
export function settingsTabs(role: Role) {
  return tabs.filter(({ right }) => hasRight(role, right)).map(({ key }) => key);
}

/** The one that the settings begin with: what is changed most, by those who may change it. */
export function firstSettingsTab(role: Role) {
  return hasRight(role, 'changeServices') ? 'services' : 'time-off';
}
