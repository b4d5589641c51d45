import { roleAllows, type Role } from './auth.rules.ts';

/**
 * Who may do what: the least role that each right asks for, in the order and the groups in which people are shown it. It is the
 * only such table: each procedure of the staff takes one of these rights, and the pages show no more than it.
 */
export const rightGroups = {
  day: {
    seeToday: 'staff',
    search: 'staff',
    seeBookings: 'staff',
    changeBookings: 'staff',
    seeMessages: 'staff',
    resendMessages: 'staff',
  },
  waitlist: {
    seeWaitlist: 'staff',
    changeWaitlist: 'staff',
    offerTimes: 'staff',
    changeOpenings: 'staff',
  },
  customers: {
    seeCustomers: 'staff',
    changeCustomers: 'staff',
    mergeCustomers: 'manager',
    exportCustomers: 'manager',
    eraseCustomers: 'manager',
  },
  reports: {
    seeReports: 'manager',
    changeReports: 'manager',
  },
  working: {
    seeEmployees: 'staff',
    seeHours: 'staff',
    seeServices: 'staff',
    changeTimeOff: 'staff',
    changeHours: 'manager',
    changeEmployees: 'manager',
    changeServices: 'manager',
  },
  running: {
    seeSalon: 'manager',
    changeSalon: 'manager',
    changePolicy: 'manager',
    changeMessages: 'manager',
    seeSmsQuota: 'manager',
    changeSmsQuota: 'manager',
    seeTeam: 'manager',
    changeTeam: 'manager',
    seeAudit: 'manager',
    changeRunning: 'owner',
  },
} as const satisfies Record<string, Record<string, Role>>;

const rights = {
  ...rightGroups.day,
  ...rightGroups.waitlist,
  ...rightGroups.customers,
  ...rightGroups.reports,
  ...rightGroups.working,
  ...rightGroups.running,
};

export type Right = keyof typeof rights;

export function hasRight(role: Role, right: Right): boolean {
  return roleAllows(role, rights[right]);
}
