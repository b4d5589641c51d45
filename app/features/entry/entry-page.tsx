import { LinkButton } from '#app/ui/button.tsx';
import { StateBadge } from '#app/ui/badge.tsx';
import { Card, FactList } from '#app/ui/card.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { EntryAnswer } from './act-on-entry.server.ts';
import { EntryActs } from './entry-acts.tsx';
import type { EntryView } from './entry-view.ts';

/** Where somebody stands, what they asked for, what they can do, what has happened. */
export function EntryPage({
  view,
  changeHref,
  done,
  answer,
}: {
  view: EntryView;
  changeHref: string;
  /** What has just been done, in words. */
  done: string | null;
  answer: EntryAnswer | undefined;
}) {
  const { t } = useTranslation('entry');
  return (
    <div className="grid gap-8">
      {done ? (
        <Notice tone="good" live="polite">
          {done}
        </Notice>
      ) : null}
      {answer?.refused ? (
        <Notice tone="bad" live="assertive">
          {answer.refused}
        </Notice>
      ) : null}
      <div className="grid justify-items-start gap-3">
        <StateBadge state={view.badge} long>
          {view.above}
        </StateBadge>
        <h1 tabIndex={-1} className="text-2xl outline-none">
          {view.headline}
        </h1>
        <p className="max-w-prose text-lg text-ink-soft first-letter:uppercase">{view.explanation}</p>
        {view.way ? (
          <LinkButton to={view.way.href} className="mt-2">
            {view.way.label}
          </LinkButton>
        ) : null}
      </div>
      <Card as="section" aria-labelledby="wish">
        <h2 id="wish" className="mb-5 text-xl">
          {t('wish.title')}
        </h2>
        <FactList
          roomy
          facts={view.wish.map(({ term, value }) => ({ key: term, term, value: <Value>{value}</Value> }))}
        />
        <EntryActs view={view} changeHref={changeHref} answer={answer} />
      </Card>
      {view.consequences.length > 0 ? (
        <section aria-labelledby="consequences" className="rounded-lg bg-sunken p-5 sm:p-7">
          <h2 id="consequences" className="text-xl">
            {t('consequences.title')}
          </h2>
          <p className="mt-2 max-w-prose">{view.consequences.join(' ')}</p>
        </section>
      ) : null}
      <History history={view.history} />
    </div>
  );
}

function Value({ children }: { children: string | string[] }) {
  const lines = typeof children === 'string' ? [children] : children;
  if (lines.length === 1) return <span className="block first-letter:uppercase">{lines[0]}</span>;
  return (
    <ul className="grid gap-1">
      {lines.map((line) => (
        <li key={line} className="first-letter:uppercase">
          {line}
        </li>
      ))}
    </ul>
  );
}

function History({ history }: Pick<EntryView, 'history'>) {
  const { t } = useTranslation('entry');
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="text-xl">
        {t('history.title')}
      </h2>
      <ol className="mt-4 grid border-l-2 border-line">
        {history.map((event) => (
          <li key={event.key} className="relative pb-5 pl-6 last:pb-0">
            <span
              aria-hidden="true"
              className="absolute top-2 -left-[0.4375rem] size-3 rounded-full border-2 border-accent bg-paper"
            />
            <p>{event.text}</p>
            <p className="tabular text-sm text-ink-soft first-letter:uppercase">{event.when}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
