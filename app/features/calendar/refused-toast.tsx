import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import type { Refusal } from '#app/features/dashboard/act-outcome.ts';
import { Button, TextLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';

/**
 * Why a change was not made, with ways on. Over the page, so that nothing moves; and outside of its main part, where an alert would keep the
 * calendar from refreshing.
 */
export function RefusedToast({
  refusal,
  onClose,
  onTakeHeld,
}: {
  refusal: Refusal;
  onClose: () => void;
  onTakeHeld: () => void;
}) {
  const { t } = useTranslation(['calendar', 'common', 'dashboard']);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [refusal]);
  return createPortal(
    <div
      className="pointer-events-none fixed inset-x-0 bottom-0 z-30 px-(--gutter) pb-3 lg:left-[15.5rem] print:hidden"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div
        ref={box}
        role="alert"
        tabIndex={-1}
        className="pointer-events-auto mx-auto max-w-2xl rounded-md text-sm shadow-lift"
      >
        <Notice
          tone="warn"
          title={t('dashboard:done.refused')}
          actions={
            <>
              {refusal.isHeld ? (
                <Button type="button" look="secondary" size="small" onClick={onTakeHeld}>
                  {t('hand.takeHeld')}
                </Button>
              ) : null}
              {refusal.links.map(({ href, label }) => (
                <TextLink key={href} to={href} roomy>
                  {label}
                </TextLink>
              ))}
              <Button type="button" look="plain" size="small" onClick={onClose}>
                {t('common:close')}
              </Button>
            </>
          }
        >
          {refusal.text} {refusal.isHeld ? t('dashboard:bookings.takeHeldDetail') : null}
        </Notice>
      </div>
    </div>,
    document.body,
  );
}
