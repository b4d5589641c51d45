import { Form } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { Panel } from '#app/features/dashboard/panel.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { useTranslation } from '#app/use-translation.ts';

export interface ShownSession {
  sessionId: string;
  browser: string;
  isThis: boolean;
  /** In words. */
  since: string;
  lastSeen: string;
}

/** Where somebody is logged in, and the way out of all of it. */
export function SessionList({ sessions }: { sessions: readonly ShownSession[] }) {
  const { t } = useTranslation('account');
  const busy = useBusy();
  return (
    <Panel title={t('sessions.title')} lead={t('sessions.lead')}>
      <ul className="grid divide-y divide-line border-y border-line">
        {sessions.map(({ sessionId, browser, isThis, since, lastSeen }) => (
          <li key={sessionId} className="grid gap-1 py-3.5">
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
              {browser || t('sessions.unknown')}
              {isThis ? <Badge tone="good">{t('sessions.isThis')}</Badge> : null}
            </span>
            <span className="text-sm text-ink-soft">
              {since}
              <br />
              {lastSeen}
            </span>
          </li>
        ))}
      </ul>
      <Form method="post" className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" look="secondary" name="act" value="logOutEverywhere" busy={busy}>
          {t('sessions.end')}
        </Button>
        <span className="text-sm text-ink-soft">{t('sessions.endText')}</span>
      </Form>
    </Panel>
  );
}
