import type { ReactNode } from 'react';
import { Ring } from './ring.tsx';

/** Nothing here, why, and a way on. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="grid justify-items-center gap-3 rounded-lg border border-dashed border-edge px-6 py-10 text-center">
      <Ring shape="open" className="size-9 text-accent" />
      <div className="font-display text-xl">{title}</div>
      {children ? <div className="max-w-prose text-ink-soft">{children}</div> : null}
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}
