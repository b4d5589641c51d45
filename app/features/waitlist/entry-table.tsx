import { LinkButton, TextLink } from '#app/ui/button.tsx';
import { StateBadge } from '#app/ui/badge.tsx';
import { Table, type Column } from '#app/ui/table.tsx';
import { ContactLines } from '#app/features/dashboard/contact-lines.tsx';
import { MoreActs } from '#app/features/dashboard/more-acts.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { ChooseOne } from './choose-several.tsx';
import { actPath, isGrave } from './entry-acts.ts';
import type { EntryWords } from './entry-words.server.ts';

const windowsShown = 2;

/** The list. Each act leads to a page of its own that says what it will do, and comes back to this filter and page. */
export function EntryTable({ entries, base, back }: { entries: EntryWords[]; base: string; back: string }) {
  const { t } = useTranslation(['waitlist', 'dashboard']);
  const columns: Column<EntryWords>[] = [
    {
      key: 'customer',
      header: t('columns.customer'),
      isRowHeader: true,
      isBare: true,
      cell: (entry) => (
        <span className="flex gap-1">
          <ChooseOne id={entry.id} name={entry.name} />
          <span className="grid min-w-0 gap-0.5">
            <TextLink
              roomy="flat"
              to={`${base}/waitlist/${entry.id}?${new URLSearchParams({ back })}`}
              className="font-semibold"
            >
              {entry.name}
            </TextLink>
            <ContactLines lines={entry.contact} />
          </span>
        </span>
      ),
    },
    { key: 'wish', header: t('columns.wish'), isBare: true, cell: (entry) => <Wish entry={entry} /> },
    {
      key: 'state',
      header: t('columns.state'),
      cell: (entry) => (
        <span className="grid justify-items-end gap-1 @4xl:justify-items-start">
          <StateBadge state={`entry.${entry.status}`}>
            {t(`dashboard:states.entry.${entry.status}`)}
          </StateBadge>
          {entry.detail ? <span className="text-ink-soft">{entry.detail}</span> : null}
        </span>
      ),
    },
    {
      key: 'score',
      header: t('columns.score'),
      cell: (entry) => (
        <span className="grid">
          <span className="tabular font-semibold">{entry.score}</span>
          {entry.isOverridden ? <span className="text-ink-soft">{t('override')}</span> : null}
          <span className="text-ink-soft">{t('since', { when: entry.since })}</span>
        </span>
      ),
    },
    {
      key: 'acts',
      header: <span className="sr-only">{t('columns.acts')}</span>,
      isBare: true,
      cell: (entry) => <Acts entry={entry} base={base} back={back} />,
    },
  ];
  return <Table caption={t('title')} columns={columns} rows={entries} rowKey={(entry) => entry.id} />;
}

function Wish({ entry }: { entry: EntryWords }) {
  const { t } = useTranslation('waitlist');
  const hidden = entry.windows.length - windowsShown;
  return (
    <span className="grid gap-0.5">
      <span>
        <span className="font-medium">{entry.service}</span> {entry.employees}
      </span>
      {entry.windows.slice(0, windowsShown).map((window) => (
        <span key={window} className="text-ink-soft">
          {window}
        </span>
      ))}
      {hidden > 0 ? <span className="text-ink-soft">{t('moreWindows', { count: hidden })}</span> : null}
    </span>
  );
}

function Acts({ entry, base, back }: { entry: EntryWords; base: string; back: string }) {
  const { t } = useTranslation(['waitlist', 'dashboard']);
  const [first, ...rest] = entry.acts;
  if (!first) return null;
  return (
    <span
      role="group"
      aria-label={t('dashboard:act.acts', { name: entry.name })}
      className="flex flex-wrap gap-2"
    >
      <LinkButton look="secondary" size="small" to={actPath(base, entry.id, first, back)}>
        {t(`acts.${first}.label`)}
      </LinkButton>
      <MoreActs
        label={t('more')}
        fullLabel={t('moreFor', { name: entry.name })}
        acts={rest.map((act) => ({
          key: act,
          label: t(`acts.${act}.label`),
          href: actPath(base, entry.id, act, back),
          isGrave: isGrave(act),
        }))}
      />
    </span>
  );
}
