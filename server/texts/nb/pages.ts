import type { PageTexts } from '../catalogue.ts';
import { auth } from './auth.ts';
import { booking } from './booking.ts';
import { common } from './common.ts';
import { dashboard } from './dashboard.ts';
import { entry } from './entry.ts';
import { inbox } from './inbox.ts';
import { join } from './join.ts';
import { offer } from './offer.ts';
import { waitlist } from './waitlist.ts';

export const pages: PageTexts = { auth, booking, common, dashboard, entry, inbox, join, offer, waitlist };
