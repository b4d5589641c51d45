import type { LanguageFacts } from '../catalogue.ts';
import { account } from '../en/account.ts';
import { auth } from '../en/auth.ts';
import { booking } from '../en/booking.ts';
import { calendar } from '../en/calendar.ts';
import { common } from '../en/common.ts';
import { customers } from '../en/customers.ts';
import { dashboard } from '../en/dashboard.ts';
import { entry } from '../en/entry.ts';
import { find } from '../en/find.ts';
import { inbox } from '../en/inbox.ts';
import { invitation } from '../en/invitation.ts';
import { join } from '../en/join.ts';
import { keys } from '../en/keys.ts';
import { log } from '../en/log.ts';
import { offer } from '../en/offer.ts';
import { reports } from '../en/reports.ts';
import { settings } from '../en/settings.ts';
import { team } from '../en/team.ts';
import { unsubscribe } from '../en/unsubscribe.ts';
import { waitlist } from '../en/waitlist.ts';

export { errors } from '../en/errors.ts';
export { messages } from '../en/messages.ts';

export const about: LanguageFacts = {
  name: 'English',
  formatTag: 'en-GB',
  compactMonth: 'short', // in figures it would be read as a day across the ocean
  alsoServes: [],
};

/** Every catalogue that pages use, by namespace. */
export const pages = {
  account,
  auth,
  booking,
  calendar,
  common,
  customers,
  dashboard,
  entry,
  find,
  inbox,
  invitation,
  join,
  keys,
  log,
  offer,
  reports,
  settings,
  team,
  unsubscribe,
  waitlist,
};
