import type { PageTexts } from '../catalogue.ts';
import { auth } from './auth.ts';
import { booking } from './booking.ts';
import { common } from './common.ts';
import { dashboard } from './dashboard.ts';
import { waitlist } from './waitlist.ts';

export const pages: PageTexts = { auth, booking, common, dashboard, waitlist };
