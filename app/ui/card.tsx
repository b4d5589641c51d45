import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export function Card({
  as: Element = 'div',
  quiet = false,
  className,
  children,
  ...rest
}: {
  as?: 'div' | 'section' | 'article' | 'li';
  /** For what is over: it lies in the page rather than on it. */
  quiet?: boolean;
  className?: string;
  children: ReactNode;
  'aria-labelledby'?: string;
}) {
  return (
    <Element
      {...rest}
      className={classNames(
        'rounded-lg border border-line p-5 sm:p-7',
        !quiet && 'bg-surface shadow-card',
        className,
      )}
    >
      {children}
    </Element>
  );
}

/** Names and values: a booking's when, with whom, where. */
export function FactList({
  facts,
  roomy = false,
  className,
}: {
  facts: readonly { term: ReactNode; value: ReactNode; key?: string }[];
  /** On a phone each name stands above its value, for values that are sentences. */
  roomy?: boolean;
  className?: string;
}) {
  return (
    <dl
      className={classNames(
        'grid gap-x-5 gap-y-3 sm:grid-cols-[minmax(7rem,auto)_1fr]',
        roomy ? 'max-sm:gap-y-4' : 'grid-cols-[minmax(4.5rem,auto)_1fr]',
        className,
      )}
    >
      {facts.map(({ term, value, key }, index) => (
        <div
          key={key ?? index}
          className={classNames(
            'grid sm:col-span-2 sm:grid-cols-subgrid',
            !roomy && 'col-span-2 grid-cols-subgrid',
          )}
        >
          <dt className="pt-0.5 text-sm text-ink-soft">{term}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
