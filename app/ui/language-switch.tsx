import { Link, useLocation, useRouteLoaderData } from '@remix-run/react';
import { useTranslation } from '#app/use-translation.ts';
import type { loader as rootLoader } from '#app/root.tsx';
import { classNames } from './class-names.ts';

/** Links to this same page in each language; all else that the address says is kept. */
export function LanguageSwitch() {
  const { t } = useTranslation('common');
  const { pathname, search } = useLocation();
  const root = useRouteLoaderData<typeof rootLoader>('root');
  if (!root) return null;

  return (
    <nav aria-label={t('language')} className="-mr-2 flex print:hidden">
      {root.languages.map(({ locale, name }) => {
        const query = new URLSearchParams(search);
        query.set('lng', locale);
        const current = root.locale === locale;
        return (
          <Link
            key={locale}
            to={`${pathname}?${query}`}
            // The whole document changes its language, the html element's `lang` included.
            reloadDocument
            rel="nofollow"
            lang={locale}
            hrefLang={locale}
            aria-current={current || undefined}
            className={classNames(
              'transition-calm inline-flex min-h-11 items-center rounded-md px-2.5 text-sm',
              current
                ? // On a phone the salon's name needs the room.
                  'font-semibold text-ink max-sm:hidden'
                : 'text-ink-soft underline underline-offset-4 hover:text-ink',
            )}
          >
            {name}
          </Link>
        );
      })}
    </nav>
  );
}
