import type { LinkPurpose } from '#server/platform/crypto.ts';
import type { Deps } from '#server/platform/deps.ts';
import { isLocale, type Locale } from '#server/texts/catalogue.ts';
import type { FindPageLocale, StaffLanguages } from './locale.ts';

/** The language of what a page is about: the salon's, or that in which the reader of a link was written to. */
export function createPageLocale({ db, links }: Pick<Deps, 'db' | 'links'>): FindPageLocale {
  const select = { locale: true } as const;

  async function stored(url: URL): Promise<string | undefined> {
    const [, kind = '', name = ''] = partsOf(url);
    if (kind === 's') {
      return (await db.salon.findUnique({ where: { slug: name }, select }))?.locale;
    }
    const purpose = purposes[kind];
    const claims = purpose && links.readLink(purpose, name);
    if (!claims) return undefined;
    const where = { id: claims.id };
    if (purpose === 'booking') return (await db.booking.findUnique({ where, select }))?.locale;
    if (purpose === 'entry') return (await db.waitlistEntry.findUnique({ where, select }))?.locale;
    if (purpose === 'invitation') return (await db.invitation.findUnique({ where, select }))?.locale;
    if (purpose === 'unsubscribe') return (await db.message.findUnique({ where, select }))?.locale;
    if (purpose === 'password_reset') {
      return (await db.passwordReset.findUnique({ where, select: { user: { select } } }))?.user.locale;
    }
    return (await db.offer.findUnique({ where, select: { entry: { select } } }))?.entry.locale;
  }

  return async (url, staff): Promise<Locale | null> => {
    const [, kind = '', slug = ''] = partsOf(url);
    if (kind === 'dashboard') return staff && slug !== '' ? staffLocale(staff, slug) : null;
    const locale = await stored(url);
    return isLocale(locale) ? locale : null;
  };
}

const purposes: Partial<Record<string, LinkPurpose>> = {
  o: 'offer',
  w: 'entry',
  b: 'booking',
  i: 'invitation',
  p: 'password_reset',
  u: 'unsubscribe',
};

function partsOf({ pathname }: URL): string[] {
  return pathname.replace(/\.data$/, '').split('/');
}

/** The salon's own; what is not theirs is told to staff in the language in which they see their own. */
function staffLocale({ user, salons }: StaffLanguages, slug: string): Locale {
  const salon = salons.find((own) => own.slug === slug) ?? salons[0];
  return salon?.locale ?? user.locale;
}
