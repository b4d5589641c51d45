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
      className="grid gap-2 rounded-md border-2 border-bad bg-bad-wash px-4 py-3.5"
    >
      <p className="font-semibold text-bad">{title}</p>
      <ul className="grid gap-0.5">
        {errors.map(({ fieldId, message }) => (
          <li key={fieldId}>
            <a href={`#${fieldId}`} className="inline-flex min-h-8 items-center underline underline-offset-4">
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
