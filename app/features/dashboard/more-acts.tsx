import { Link } from '@remix-run/react';
import { buttonClass } from '#app/ui/button.tsx';
import { classNames } from '#app/ui/class-names.ts';

export interface ActLink {
  key: string;
  label: string;
  href: string;
  isGrave?: boolean;
}

/** The acts that are needed less often, unfolded in their place: nothing floats, so nothing is cut off or covered. */
export function MoreActs({
  label,
  fullLabel,
  acts,
}: {
  label: string;
  fullLabel: string;
  acts: readonly ActLink[];
}) {
  if (acts.length === 0) return null;
  return (
    <details className="group min-w-0 open:basis-full">
      <summary aria-label={fullLabel} className={classNames(buttonClass('plain', 'small'), 'list-none')}>
        {label}
        <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" className="group-open:rotate-180">
          <path d="m5 7.5 5 5 5-5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </svg>
      </summary>
      <ul className="mt-1 grid gap-1 md:min-w-44">
        {acts.map(({ key, label: actLabel, href, isGrave }) => (
          <li key={key}>
            <Link
              to={href}
              className={classNames(
                'transition-calm flex min-h-11 items-center rounded-md px-3 text-left text-sm font-medium hover:bg-sunken',
                isGrave ? 'text-bad' : 'text-ink',
              )}
            >
              {actLabel}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
