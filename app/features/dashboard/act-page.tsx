import type { ComponentProps } from 'react';
import { LinkButton } from '#app/ui/button.tsx';
import { DashboardTitle } from '#app/ui/dashboard-shell.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';
import { ActForm } from './act-form.tsx';
import { BackLink } from './back-link.tsx';

/** An act's own page. When things have changed meanwhile it says so in place of asking. */
export function ActPage({
  heading,
  impossible,
  ...form
}: Omit<ComponentProps<typeof ActForm>, 'canSubmit'> & {
  heading: string;
  /** Why it is not possible as things stand. */
  impossible: string | null;
  canSubmit?: boolean;
}) {
  const { t } = useTranslation('dashboard');
  const { back, answer } = form;
  return (
    <>
      <BackLink to={back}>{t('act.return')}</BackLink>
      <DashboardTitle>{heading}</DashboardTitle>
      {impossible && !answer.refusal ? (
        <Notice
          tone="warn"
          title={t('act.noneTitle')}
          actions={
            <LinkButton look="secondary" size="small" to={back}>
              {t('act.return')}
            </LinkButton>
          }
          className="max-w-2xl"
        >
          {impossible}
        </Notice>
      ) : (
        <ActForm {...form} canSubmit={form.canSubmit !== false && impossible === null} />
      )}
    </>
  );
}
