import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from '#app/use-translation.ts';
import { Brand } from './brand.tsx';
import { classNames } from './class-names.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { PhoneLink } from './phone-link.tsx';
import { SalonLogo } from './salon-logo.tsx';

/** What the frame tells about the salon whose page this is. */
export interface ShellSalon {
  slug: string;
  name: string;
  logoUrl?: string | null;
  street?: string;
  postalCode?: string;
  city?: string;
  phone?: string | null;
}

export function SkipLink() {
  const { t } = useTranslation('common');
  return (
    <a
      href="#content"
      className="sr-only rounded-md bg-accent px-4 py-3 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50"
    >
      {t('skipToContent')}
    </a>
  );
}

/** The frame of every public page: the salon's name and address above, the way to reach it below. */
export function PublicShell({
  salon,
  wide = false,
  children,
}: {
  salon?: ShellSalon;
  wide?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation('common');
  const column = classNames('mx-auto w-full px-(--gutter)', wide ? 'max-w-(--page-wide)' : 'max-w-(--page)');
  const place = salon
    ? [salon.street, [salon.postalCode, salon.city].join(' ').trim()].filter(Boolean).join(', ')
    : '';

  return (
    <div className="flex min-h-svh flex-col">
      <SkipLink />
      <header className={classNames(column, 'pt-3')}>
        <div className="flex items-center justify-between gap-4">
          <Link
            to={salon ? `/s/${salon.slug}` : '/'}
            className="-ml-1 inline-flex min-h-11 min-w-0 items-center gap-3 rounded-md px-1"
          >
            {salon ? <SalonMark salon={salon} /> : <Brand />}
          </Link>
          <LanguageSwitch />
        </div>
        <div aria-hidden="true" className="mt-2 open-line" />
      </header>

      <main
        id="content"
        tabIndex={-1}
        className={classNames(column, 'grow py-8 wrap-anywhere outline-none sm:py-12')}
      >
        {children}
      </main>

      <footer className={classNames(column, 'pb-8 text-sm text-ink-soft')}>
        <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 border-t border-line pt-4">
          {salon ? (
            <address className="flex flex-wrap items-center gap-x-4 not-italic">
              {place ? <span>{place}</span> : null}
              {salon.phone ? (
                <PhoneLink
                  phone={salon.phone}
                  className="tabular inline-flex min-h-11 items-center underline underline-offset-4"
                >
                  {salon.phone}
                </PhoneLink>
              ) : null}
            </address>
          ) : (
            <span>{t('brandExplained')}</span>
          )}
          {salon ? (
            <Link to="/" className="inline-flex min-h-11 items-center gap-2 rounded-md">
              <span className="sr-only">{t('footer.allSalons')}</span>
              <span aria-hidden="true" className="inline-flex items-center gap-2">
                {t('footer.poweredBy')}
              </span>
            </Link>
          ) : null}
        </div>
      </footer>
    </div>
  );
}

function SalonMark({ salon: { name, logoUrl } }: { salon: ShellSalon }) {
  return (
    <>
      {logoUrl ? <SalonLogo src={logoUrl} /> : null}
      <span className="line-clamp-2 font-display text-xl leading-tight">{name}</span>
    </>
  );
}

/** A page's first words: an optional line above, the title, an optional line below. */
export function PageTitle({
  above,
  lead,
  children,
}: {
  above?: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="mb-7 grid gap-2">
      {above ? <p className="text-sm font-medium text-ink-soft">{above}</p> : null}
      <h1 tabIndex={-1} className="text-2xl outline-none">
        {children}
      </h1>
      {lead ? <div className="max-w-prose text-lg text-ink-soft">{lead}</div> : null}
    </div>
  );
}
