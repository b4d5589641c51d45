import type { PageTexts } from '../catalogue.ts';
import { common } from './common.ts';

export const pages: PageTexts = { common };
