import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export function Card({
  as: Element = 'div',
  className,
  children,
  ...rest
}: {
  as?: 'div' | 'section' | 'article' | 'li';
  className?: string;
  children: ReactNode;
  'aria-labelledby'?: string;
}) {
  return (
    <Element
      {...rest}
      className={classNames('rounded-lg border border-line bg-surface p-5 shadow-card sm:p-7', className)}
    >
      {children}
    </Element>
  );
}

/** Names and values: a booking's when, with whom, where. */
export function FactList({
  facts,
  className,
}: {
  facts: readonly { term: ReactNode; value: ReactNode; key?: string }[];
  className?: string;
}) {
  return (
    <dl className={classNames('grid gap-x-6 gap-y-3.5 sm:grid-cols-[minmax(7rem,auto)_1fr]', className)}>
      {facts.map(({ term, value, key }, index) => (
        <div key={key ?? index} className="grid gap-0.5 sm:col-span-2 sm:grid-cols-subgrid">
          <dt className="text-sm text-ink-soft sm:pt-0.5">{term}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
