import { TextLink } from '#app/ui/button.tsx';

/** The way up, above a page's title. */
export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <p className="-mt-2 mb-1">
      <TextLink to={to} roomy className="gap-1.5 text-sm">
        <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor">
          <path d="m12 5-5 5 5 5" strokeWidth="2" strokeLinecap="round" />
        </svg>
        {children}
      </TextLink>
    </p>
  );
}
