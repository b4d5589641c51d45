import { useEffect, useRef } from 'react';

/**
 * Above a form that was sent back: every error once more, each a link to its field. It takes the focus when it appears, so that a
 * screen reader says it; with JavaScript off, `role="alert"` and the page's title do.
 */
export function ErrorSummary({
  title,
  errors,
}: {
  title: string;
  errors: readonly { fieldId: string; message: string }[];
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="grid gap-1 rounded-md border-2 border-bad bg-bad-wash px-4 py-3.5"
    >
      <p className="font-semibold text-bad">{title}</p>
      <ul>
        {errors.map(({ fieldId, message }) => (
          <li key={fieldId}>
            <a
              href={`#${fieldId}`}
              onClick={(event) => {
                const field = document.getElementById(fieldId);
                // A step in the address would be one to the router as well, and what it knows to be wrong would be forgotten.
                if (field) event.preventDefault();
                field?.focus();
              }}
              className="inline-flex min-h-11 items-center underline underline-offset-4"
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
