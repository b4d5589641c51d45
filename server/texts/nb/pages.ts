import type { PageTexts } from '../catalogue.ts';
import { booking } from './booking.ts';
import { common } from './common.ts';

export const pages: PageTexts = { booking, common };
