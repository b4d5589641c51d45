import { Link } from '@remix-run/react';
import { buttonClass } from './button.tsx';
import { classNames } from './class-names.ts';

/** Page links: the state is in the address. `href` builds the address of a page (1-based) and keeps filters. */
export function Pagination({
  label,
  page,
  pageCount,
  href,
  texts,
}: {
  label: string;
  page: number;
  pageCount: number;
  href: (page: number) => string;
  /** "Previous", "Next", and "Page 2 of 7". */
  texts: { previous: string; next: string; position: string };
}) {
  if (pageCount <= 1) return null;
  return (
    <nav aria-label={label} className="flex items-center justify-between gap-4">
      <Step to={page > 1 ? href(page - 1) : null} rel="prev">
        {texts.previous}
      </Step>
      <p className="tabular text-sm text-ink-soft">{texts.position}</p>
      <Step to={page < pageCount ? href(page + 1) : null} rel="next">
        {texts.next}
      </Step>
    </nav>
  );
}

function Step({ to, rel, children }: { to: string | null; rel: 'prev' | 'next'; children: string }) {
  // Kept in its place while it leads nowhere, so that the other one does not jump under the finger.
  if (!to)
    return <span className={classNames(buttonClass('secondary', 'small'), 'invisible')}>{children}</span>;
  return (
    <Link to={to} rel={rel} className={buttonClass('secondary', 'small')}>
      {children}
    </Link>
  );
}
