import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useBusy } from '#app/connection.ts';
import { Times } from '#app/features/booking/times.tsx';
import { loadMove } from '#app/features/my-booking/load-move.server.ts';
import { moveMyBooking } from '#app/features/my-booking/move-booking.server.ts';
import type { MoveView } from '#app/features/my-booking/move-view.ts';
import { linkPageMeta } from '#app/link-page.ts';
import { readForm } from '#app/read-form.server.ts';
import { Button, LinkButton, TextLink } from '#app/ui/button.tsx';
import { Card, FactList } from '#app/ui/card.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle, PublicShell } from '#app/ui/public-shell.tsx';
import { useTranslation } from '#app/use-translation.ts';

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  return loadMove(context, params.token ?? '', new URL(request.url).searchParams);
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  return moveMyBooking(context, params.token ?? '', await readForm(request));
}

export const meta = linkPageMeta;

export default function MoveBooking() {
  const { t } = useTranslation('booking');
  const { shell, step, now, backHref, isPresent } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  return (
    <PublicShell salon={shell}>
      {refused ? (
        <Notice tone="warn" live="assertive" className="mb-6">
          {refused}
        </Notice>
      ) : null}
      {step.kind === 'time' ? (
        <>
          <PageTitle lead={t('move.lead', { when: now })}>{t('move.title')}</PageTitle>
          {step.gone ? (
            <Notice tone="warn" live="polite" className="mb-6">
              {isPresent
                ? t('move.alreadyYours', { when: step.gone })
                : t('taken.goneText', { when: step.gone })}
            </Notice>
          ) : null}
          <Times view={step.times} />
          <div className="mt-8 flex flex-wrap gap-x-6 gap-y-2">
            {step.other ? (
              <TextLink roomy to={step.other.href}>
                {step.other.employee
                  ? t('move.withSame', { employee: step.other.employee })
                  : t('move.withAnyone')}
              </TextLink>
            ) : null}
            <TextLink roomy to={backHref}>
              {t('move.keep')}
            </TextLink>
          </div>
        </>
      ) : (
        <Confirm step={step} now={now} backHref={backHref} />
      )}
    </PublicShell>
  );
}

function Confirm({
  step,
  now,
  backHref,
}: {
  step: Extract<MoveView['step'], { kind: 'confirm' }>;
  now: string;
  backHref: string;
}) {
  const { t } = useTranslation('booking');
  const busy = useBusy();
  return (
    <>
      <PageTitle>{t('move.chosenTitle')}</PageTitle>
      <Card className="grid gap-6">
        <FactList
          facts={[
            { key: 'from', term: t('move.from'), value: <s className="text-ink-soft">{now}</s> },
            { key: 'to', term: t('move.to'), value: <strong className="font-semibold">{step.when}</strong> },
            { key: 'with', term: t('mine.withWhom'), value: step.employee },
          ]}
        />
        <p className="max-w-prose text-sm text-ink-soft">{step.changeRule}</p>
        <Form method="post" className="actions">
          <input type="hidden" name="startsAt" value={step.startsAt} />
          <input type="hidden" name="employeeId" value={step.employeeId} />
          <Button type="submit" busy={busy}>
            {t('move.submit')}
          </Button>
          <LinkButton to={step.otherHref} look="secondary">
            {t('move.other')}
          </LinkButton>
          <LinkButton to={backHref} look="plain">
            {t('move.keep')}
          </LinkButton>
        </Form>
      </Card>
    </>
  );
}
