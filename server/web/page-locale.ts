import type { LinkPurpose } from '#server/platform/crypto.ts';
import type { Deps } from '#server/platform/deps.ts';
import { isLocale, type Locale } from '#server/texts/catalogue.ts';
import type { FindPageLocale } from './locale.ts';

/** The language of what a page is about: the salon's, or that in which the customer of a link was written to. */
export function createPageLocale({ db, links }: Pick<Deps, 'db' | 'links'>): FindPageLocale {
  const select = { locale: true } as const;

  async function stored(url: URL): Promise<string | undefined> {
    const [, kind = '', name = ''] = url.pathname.replace(/\.data$/, '').split('/');
    if (kind === 's' || kind === 'dashboard') {
      return (await db.salon.findUnique({ where: { slug: name }, select }))?.locale;
    }
    const purpose = purposeOf(kind);
    const claims = purpose && links.readLink(purpose, name);
    if (!claims) return undefined;
    const where = { id: claims.id };
    if (purpose === 'booking') return (await db.booking.findUnique({ where, select }))?.locale;
    if (purpose === 'entry') return (await db.waitlistEntry.findUnique({ where, select }))?.locale;
    return (await db.offer.findUnique({ where, select: { entry: { select } } }))?.entry.locale;
  }

  return async (url): Promise<Locale | null> => {
    const locale = await stored(url);
    return isLocale(locale) ? locale : null;
  };
}

function purposeOf(kind: string): LinkPurpose | null {
  if (kind === 'o') return 'offer';
  if (kind === 'w') return 'entry';
  return kind === 'b' ? 'booking' : null;
}
