import { useTranslation } from '#app/use-translation.ts';
import { LinkButton } from './button.tsx';
import { PublicShell } from './public-shell.tsx';
import { Ring } from './ring.tsx';

/** Where a link's token is nobody's. It says no more than that, so that guessing teaches nothing. */
export function UnknownLink({ title, children }: { title: string; children: string }) {
  const { t } = useTranslation('common');
  return (
    <PublicShell>
      <div className="grid justify-items-start gap-4 py-6">
        <Ring shape="dashed" className="size-14 text-accent" />
        <h1 tabIndex={-1} className="text-3xl outline-none">
          {title}
        </h1>
        <p className="max-w-prose text-lg text-ink-soft">{children}</p>
        <LinkButton to="/" className="mt-3" look="secondary">
          {t('problem.home')}
        </LinkButton>
      </div>
    </PublicShell>
  );
}
