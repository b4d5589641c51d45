import { Link, useLocation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { classNames } from './class-names.ts';

const languages = ['nb', 'en'] as const;

/** Links to this same page in each language; all else that the address says is kept. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation('common');
  const { pathname, search } = useLocation();

  return (
    <nav aria-label={t('language')} className="-mr-2 flex">
      {languages.map((language) => {
        const query = new URLSearchParams(search);
        query.set('lng', language);
        const current = i18n.resolvedLanguage === language;
        return (
          <Link
            key={language}
            to={`${pathname}?${query}`}
            // The whole document changes its language, the html element's `lang` included.
            reloadDocument
            rel="nofollow"
            lang={language}
            hrefLang={language}
            aria-current={current || undefined}
            className={classNames(
              'transition-calm inline-flex min-h-11 items-center rounded-md px-2.5 text-sm',
              current
                ? 'font-semibold text-ink'
                : 'text-ink-soft underline underline-offset-4 hover:text-ink',
            )}
          >
            {t(`languageNames.${language}`)}
          </Link>
        );
      })}
    </nav>
  );
}
