import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from '#app/use-translation.ts';
import { Button, buttonClass } from './button.tsx';
import type { ButtonLook } from './button.tsx';
import { classNames } from './class-names.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import { useHydrated } from './use-hydrated.ts';

/**
 * A question asked in place before an act. Without JavaScript it unfolds as `<details>`; with it, it is a modal `<dialog>` that
 * keeps the focus and closes on Escape, the cross, or the way back under what it asks. Its content, a form with its own submit button, is the same in both.
 */
export function Dialog({
  trigger,
  triggerLook = 'secondary',
  triggerSize,
  title,
  closeLabel,
  startOpen = false,
  children,
}: {
  trigger: ReactNode;
  triggerLook?: ButtonLook;
  triggerSize?: 'normal' | 'small';
  title: string;
  closeLabel: string;
  /** Open at once: after its form came back with errors. */
  startOpen?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation('common');
  const hydrated = useHydrated();
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(startOpen);

  const show = () => {
    setOpen(true);
    if (dialog.current?.open === false) dialog.current.showModal();
  };

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open, hydrated]);

  if (!hydrated) {
    return (
      <details
        // Who was quicker than the script has unfolded it: it stays open as a dialog.
        ref={(element) => {
          if (element?.open) setOpen(true);
        }}
        open={startOpen}
        className="group min-w-0 sm:open:basis-full"
      >
        <summary className={classNames(buttonClass(triggerLook, triggerSize), 'max-sm:flex')}>
          {trigger}
        </summary>
        <section aria-label={title} className="mt-3 grid gap-4 rounded-md border border-edge bg-surface p-5">
          <p className="font-display text-xl">{title}</p>
          {children}
        </section>
      </details>
    );
  }

  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        className={buttonClass(triggerLook, triggerSize)}
        onClick={show}
      >
        {trigger}
      </button>
      <dialog
        ref={dialog}
        aria-label={title}
        // It comes a moment after the closing, and who is quick has opened it again.
        onClose={({ currentTarget }) => setOpen(currentTarget.open)}
        className="m-auto w-[min(34rem,calc(100vw-2rem))] rounded-lg border border-line bg-surface p-0 text-ink shadow-lift"
      >
        <div className="grid gap-4 p-5 sm:p-7">
          <div className="flex items-start justify-between gap-4">
            <h2 className="pt-1.5 text-xl">{title}</h2>
            <button
              type="button"
              aria-label={closeLabel}
              onClick={() => setOpen(false)}
              className="transition-calm -mt-1 -mr-2 grid size-11 shrink-0 cursor-pointer place-items-center rounded-md hover:bg-sunken"
            >
              <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                <path d="m5 5 10 10M15 5 5 15" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
              </svg>
            </button>
          </div>
          {children}
          {open ? <ConnectionNotice inDialog /> : null}
          <Button look="plain" onClick={() => setOpen(false)} type="button">
            {t('keep')}
          </Button>
        </div>
      </dialog>
    </>
  );
}
