import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from '#app/use-translation.ts';
import { Button, buttonClass } from './button.tsx';
import type { ButtonLook } from './button.tsx';
import { classNames } from './class-names.ts';
import { Modal } from './modal.tsx';
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
      <Modal title={title} closeLabel={closeLabel} isOpen={open} onClose={setOpen} element={dialog}>
        {children}
        <Button look="plain" onClick={() => setOpen(false)} type="button">
          {t('keep')}
        </Button>
      </Modal>
    </>
  );
}
