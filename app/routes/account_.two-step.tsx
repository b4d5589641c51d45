import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { qrPicture } from '#app/features/account/qr-picture.server.ts';
import { RecoveryCodes } from '#app/features/account/recovery-codes.tsx';
import { CodeAct, PasswordAct } from '#app/features/account/two-step-forms.tsx';
import { TwoStepSetup } from '#app/features/account/two-step-setup.tsx';
import { changeTwoStep } from '#app/features/account/two-step.server.ts';
import { requireUser } from '#app/features/auth/require-staff.server.ts';
import { BackLink } from '#app/features/dashboard/back-link.tsx';
import { pageMeta } from '#app/features/dashboard/page-meta.ts';
import { Panel } from '#app/features/dashboard/panel.tsx';
import { readForm } from '#app/read-form.server.ts';
import { textsOf } from '#app/texts.server.ts';
import { TextLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  await requireUser(context, request);
  const factor = await context.api.auth.secondFactor();
  return {
    title: `${textsOf(context.locale, 'account')('twoStep.title')} · Ledig`,
    state: factor.state,
    codesLeft: factor.state === 'on' ? factor.codesLeft : 0,
    setup:
      factor.state === 'setup'
        ? { picture: qrPicture(factor.address), secret: inGroups(factor.secret) }
        : null,
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  await requireUser(context, request);
  return changeTwoStep(context, await readForm(request));
}

/** Easier to type without losing one's place. */
function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}

export const meta = pageMeta;

export default function TwoStep() {
  const { t } = useTranslation('account');
  const { state, codesLeft, setup } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const codes = answer?.recoveryCodes ?? [];
  // What the page was made of is of before, for a moment.
  const isDone = codes.length > 0 || answer?.isEnded === true;
  return (
    <PublicShell>
      <BackLink to="/account">{t('twoStep.back')}</BackLink>
      <PageTitle lead={t('twoStep.lead')}>{t('twoStep.title')}</PageTitle>
      <div className="grid gap-6">
        {codes.length > 0 ? (
          <>
            {answer?.isRenewed ? null : <Notice tone="good" live="polite" title={t('twoStep.done')} />}
            <RecoveryCodes codes={codes} />
          </>
        ) : null}
        {answer?.isEnded ? <Notice tone="good" live="polite" title={t('twoStep.ended')} /> : null}
        {state === 'off' ? (
          <Panel title={t('twoStep.isOff')} lead={t('twoStep.startText')}>
            <PasswordAct act="start" submit={t('twoStep.start')} answer={answer} />
          </Panel>
        ) : null}
        {setup && !isDone ? (
          <>
            <TwoStepSetup {...setup} />
            <Panel title={t('twoStep.confirm')}>
              <CodeAct act="confirm" submit={t('twoStep.confirm')} answer={answer} />
            </Panel>
            <p>
              <TextLink roomy to="/account">
                {t('twoStep.stop')}
              </TextLink>
            </p>
          </>
        ) : null}
        {state === 'on' && !isDone ? (
          <>
            <Panel
              title={t('twoStep.renewTitle')}
              lead={`${t('twoStep.codesLeft', { count: codesLeft })}. ${t('twoStep.renewText')}`}
            >
              <PasswordAct act="renew" look="secondary" submit={t('twoStep.renew')} answer={answer} />
            </Panel>
            <Panel title={t('twoStep.endTitle')} lead={t('twoStep.endText')}>
              <PasswordAct act="end" look="danger" submit={t('twoStep.end')} answer={answer} />
            </Panel>
          </>
        ) : null}
      </div>
    </PublicShell>
  );
}
