import { useRouteError } from '@remix-run/react';
import { useTranslation } from '#app/use-translation.ts';
import { LinkButton } from './button.tsx';
import { problemKind } from './problem.ts';
import { PublicShell } from './public-shell.tsx';
import { Ring } from './ring.tsx';

/** What stands in a page's place when it could not be made, in words that blame nobody, with a way on. */
export function ProblemPage() {
  const { t } = useTranslation('common');
  return (
    <PublicShell>
      <ProblemMessage wayOn={{ to: '/', label: t('problem.home') }} />
    </PublicShell>
  );
}

/** The same within a frame that stands: where to go on to is the frame's business. */
export function ProblemMessage({ wayOn }: { wayOn: { to: string; label: string } }) {
  const { t } = useTranslation('common');
  const kind = problemKind(useRouteError());
  return (
    <div className="grid justify-items-start gap-4 py-6">
      <Ring shape={kind === 'notFound' ? 'dashed' : 'paused'} className="size-14 text-accent" />
      <h1 tabIndex={-1} className="text-3xl outline-none">
        {t(`problem.${kind}`)}
      </h1>
      <p className="max-w-prose text-lg text-ink-soft">{t(`problem.${kind}Text`)}</p>
      <div className="mt-3 flex flex-wrap gap-3">
        {kind === 'notFound' || kind === 'forbidden' ? null : (
          <LinkButton to="." reloadDocument>
            {t('problem.again')}
          </LinkButton>
        )}
        <LinkButton to={wayOn.to} look="secondary" reloadDocument>
          {wayOn.label}
        </LinkButton>
      </div>
    </div>
  );
}
