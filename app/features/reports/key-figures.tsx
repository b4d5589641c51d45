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
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
        {figures.map(({ key, term, value, detail, href }) => {
          const content = (
            <>
              <span className="text-sm text-ink-soft">{term}</span>
              <span className="tabular font-display text-2xl">{value}</span>
              {detail ? <span className="text-sm text-ink-soft">{detail}</span> : null}
            </>
          );
          const box =
            'grid h-full content-start gap-1 rounded-lg border border-line bg-surface p-5 shadow-card';
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
