import { useId, type ReactNode } from 'react';
import { Card } from '#app/ui/card.tsx';

/** A titled part of a page. */
export function Panel({
  title,
  lead,
  action,
  children,
}: {
  title: string;
  lead?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Card as="section" aria-labelledby={id} className="grid content-start gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <div>
          <h2 id={id} className="text-xl">
            {title}
          </h2>
          {lead ? <p className="mt-1 text-sm text-ink-soft">{lead}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </Card>
  );
}
