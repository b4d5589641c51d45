import type { Language, LanguageFacts } from '../catalogue.ts';
import { account } from '../nb/account.ts';
import { auth } from '../nb/auth.ts';
import { booking } from '../nb/booking.ts';
import { calendar } from '../nb/calendar.ts';
import { common } from '../nb/common.ts';
import { customers } from '../nb/customers.ts';
import { dashboard } from '../nb/dashboard.ts';
import { entry } from '../nb/entry.ts';
import { find } from '../nb/find.ts';
import { inbox } from '../nb/inbox.ts';
import { invitation } from '../nb/invitation.ts';
import { join } from '../nb/join.ts';
import { keys } from '../nb/keys.ts';
import { log } from '../nb/log.ts';
import { offer } from '../nb/offer.ts';
import { reports } from '../nb/reports.ts';
import { settings } from '../nb/settings.ts';
import { team } from '../nb/team.ts';
import { unsubscribe } from '../nb/unsubscribe.ts';
import { waitlist } from '../nb/waitlist.ts';

export { errors } from '../nb/errors.ts';
export { messages } from '../nb/messages.ts';

export const about: LanguageFacts = {
  name: 'Norsk',
  formatTag: 'nb-NO',
  compactMonth: 'numeric',
  alsoServes: ['no', 'nn'],
};

export const pages: Language['pages'] = {
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
