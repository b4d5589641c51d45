import type { Language } from './catalogue.ts';

/** The languages. A new one is a line here, and its file. */
export const languageFiles = {
  en: () => import('./languages/en.ts'),
  nb: () => import('./languages/nb.ts'),
} satisfies Record<string, () => Promise<Language>>;
