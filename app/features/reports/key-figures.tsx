import { Link } from '@remix-run/react';
import { useTranslation } from '#app/use-translation.ts';
import type { ReportView } from './report-view.server.ts';

/** What an owner looks at first. Each leads to what it is made of. */
export function KeyFigures({ figures }: { figures: ReportView['keyFigures'] }) {
  const { t } = useTranslation('reports');
  return (
    <section aria-labelledby="key-figures">
      <h2 id="key-figures" className="sr-only">
        {t('key.title')}
      </h2>
      <ul className="grid grid-cols-2 gap-3 sm:gap-4 xl:grid-cols-4">
        {figures.map(({ key, term, value, detail, href }) => {
          const content = (
            <>
              <span className="text-sm text-ink-soft">{term}</span>
              <span className="tabular font-display text-xl wrap-anywhere sm:text-2xl xl:text-xl 2xl:text-2xl">
                {value}
              </span>
              {detail ? <span className="text-sm text-ink-soft">{detail}</span> : null}
            </>
          );
          const box =
            'grid h-full content-start gap-1 rounded-lg border border-line bg-surface p-4 shadow-card sm:p-5';
          return (
            <li key={key}>
              {href ? (
                <Link to={href} className={`transition-calm ${box} hover:border-accent hover:bg-accent-wash`}>
                  {content}
                </Link>
              ) : (
                <div className={box}>{content}</div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
