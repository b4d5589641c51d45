import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { ConnectionNotice } from './connection-notice.tsx';

/** A window over the page that keeps the focus and gives it back. It closes on Escape and by the cross; what it asks is up to its content. */
export function Modal({
  title,
  closeLabel,
  isOpen,
  onClose,
  element,
  children,
}: {
  title: string;
  closeLabel: string;
  isOpen: boolean;
  /** Also when it was closed for it, by Escape. `isStillOpen`: who is quick has opened it again. */
  onClose: (isStillOpen: boolean) => void;
  /** For who opens it without waiting for `isOpen`. */
  element?: RefObject<HTMLDialogElement>;
  children: ReactNode;
}) {
  const own = useRef<HTMLDialogElement>(null);
  const dialog = element ?? own;
  useEffect(() => {
    const shown = dialog.current;
    if (!shown) return;
    if (isOpen && !shown.open) shown.showModal();
    if (!isOpen && shown.open) shown.close();
  }, [isOpen, dialog]);
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      // It comes a moment after the closing.
      onClose={({ currentTarget }) => onClose(currentTarget.open)}
      className="m-auto w-[min(34rem,calc(100vw-2rem))] rounded-lg border border-line bg-surface p-0 text-ink shadow-lift"
    >
      <div className="grid gap-4 p-5 sm:p-7">
        <div className="flex items-start justify-between gap-4">
          <h2 className="pt-1.5 text-xl">{title}</h2>
          <button
            type="button"
            aria-label={closeLabel}
            onClick={() => dialog.current?.close()}
            className="transition-calm -mt-1 -mr-2 grid size-11 shrink-0 cursor-pointer place-items-center rounded-md hover:bg-sunken"
          >
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
              <path d="m5 5 10 10M15 5 5 15" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
            </svg>
          </button>
        </div>
        {children}
        {isOpen ? <ConnectionNotice inDialog /> : null}
      </div>
    </dialog>
  );
}
