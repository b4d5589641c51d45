import type { PageTexts } from '../catalogue.ts';
import { auth } from './auth.ts';
import { common } from './common.ts';

export const pages: PageTexts = { auth, common };
