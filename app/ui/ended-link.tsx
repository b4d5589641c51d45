import { LinkButton } from './button.tsx';
import { PublicShell } from './public-shell.tsx';
import { Ring } from './ring.tsx';

/** A link of an e-mail that leads nowhere any more, and the way on. */
export function EndedLink({
  title,
  to,
  label,
  children,
}: {
  title: string;
  to: string;
  label: string;
  children: string;
}) {
  return (
    <PublicShell>
      <div className="grid justify-items-start gap-4 py-6">
        <Ring shape="dashed" className="size-14 text-accent" />
        <h1 tabIndex={-1} className="text-3xl outline-none">
          {title}
        </h1>
        <p className="max-w-prose text-lg text-ink-soft">{children}</p>
        <LinkButton to={to} className="mt-3" look="secondary">
          {label}
        </LinkButton>
      </div>
    </PublicShell>
  );
}
