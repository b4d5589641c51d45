import { MoreActs } from '#app/features/dashboard/more-acts.tsx';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { StateBadge } from '#app/ui/badge.tsx';
import { LinkButton } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { actPath, isGrave } from './entry-acts.ts';
import type { EntryView } from './entry-view.server.ts';

const actsShown = 3;

/** Who it is, how things stand, and what can be done about it. */
export function EntryHeader({ base, back, entry }: { base: string; back: string; entry: EntryView }) {
  const { t } = useTranslation(['waitlist', 'dashboard']);
  const here = `${base}/waitlist/${entry.id}?${new URLSearchParams({ back })}`;
  const acts = entry.acts.map((act) => ({
    key: act,
    label: t(`acts.${act}.label`),
    href: actPath(base, entry.id, act, here),
    isGrave: isGrave(act),
  }));
  return (
    <>
      <BackLink to={back}>{t('title')}</BackLink>
      <DashboardTitle
        lead={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StateBadge state={`entry.${entry.status}`}>
              {t(`dashboard:states.entry.${entry.status}`)}
            </StateBadge>
            <span>{entry.stateLine}</span>
          </span>
        }
      >
        {entry.name}
      </DashboardTitle>
      <div
        role="group"
        aria-label={t('dashboard:act.acts', { name: entry.name })}
        className="mb-6 flex flex-wrap gap-2"
      >
        {acts.slice(0, actsShown).map(({ key, label, href, isGrave: grave }, index) => (
          <LinkButton
            key={key}
            size="small"
            look={grave ? 'danger' : index === 0 ? 'primary' : 'secondary'}
            to={href}
          >
            {label}
          </LinkButton>
        ))}
        <MoreActs
          label={t('more')}
          fullLabel={t('moreFor', { name: entry.name })}
          acts={acts.slice(actsShown)}
        />
      </div>
    </>
  );
}
