import { Form, useFetchers, useLocation, useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { Button, TextLink } from '#app/ui/button.tsx';
import { classNames } from '#app/ui/class-names.ts';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { FlashMessage } from './flash.ts';

/**
 * Says what was just done. It takes the focus, since the button that did it is gone; that also lets a screen reader say it. The server says
 * it once, and a page that refreshes by itself keeps it until the next one.
 * @param floats over the page, so that nothing moves because of it; then it can be closed, and gives the focus back
 */
export function FlashNotice({ message: told, floats }: { message: FlashMessage | null; floats: boolean }) {
  const { t } = useTranslation('common');
  const { key, pathname } = useLocation();
  const [kept, setKept] = useState({ key, message: told, isClosed: false, isUndoOver: false });
  if (kept.key !== key || (told !== null && told !== kept.message))
    setKept({ key, message: told, isClosed: false, isUndoOver: false });
  const { message, isClosed, isUndoOver } = kept;
  const isUndoing = useNavigation().formAction === message?.undo?.action && message?.undo !== undefined;
  const box = useRef<HTMLDivElement>(null);
  const lastsMs = message?.undo?.lastsMs;
  useEffect(() => {
    if (lastsMs === undefined) return;
    const timer = setTimeout(() => {
      // What has the focus may be the button that goes.
      if (box.current?.contains(document.activeElement)) box.current.focus();
      setKept((last) => ({ ...last, isUndoOver: true }));
    }, lastsMs);
    return () => clearTimeout(timer);
  }, [message, lastsMs]);
  const undo = isUndoOver ? undefined : message?.undo;
  // What is done next on the same page says its own; this is over with it.
  const isActing = useFetchers().some(
    ({ state, formMethod }) => state === 'submitting' && formMethod === 'POST',
  );
  if (floats && isActing && message && !isClosed) setKept({ ...kept, isClosed: true });
  const focusedBefore = useRef('');
  useEffect(() => {
    if (!message) return;
    focusedBefore.current = document.activeElement?.id ?? '';
    box.current?.focus();
  }, [message, key]);
  if (!message || isClosed) return null;
  const ways = message.links.filter(({ href }) => href !== pathname);
  const close = () => {
    setKept({ ...kept, isClosed: true });
    // The page may say itself where to go on.
    const back = document.querySelector<HTMLElement>('[data-return]');
    (back ?? document.getElementById(focusedBefore.current) ?? document.getElementById('content'))?.focus();
  };
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="status"
      onKeyDown={(event) => {
        if (floats && event.key === 'Escape') close();
      }}
      className={classNames(
        'rounded-md outline-none print:hidden',
        floats
          ? 'fixed inset-x-(--gutter) text-sm bottom-3 z-30 mx-auto max-w-2xl shadow-lift lg:left-[calc(15.5rem+var(--gutter))]'
          : 'mb-6',
      )}
    >
      <Notice
        tone="good"
        title={message.text}
        actions={
          ways.length > 0 || undo || floats ? (
            <>
              {undo ? (
                <Form method="post" action={undo.action}>
                  {Object.entries(undo.fields).map(([name, value]) => (
                    <input key={name} type="hidden" name={name} value={value} />
                  ))}
                  <Button type="submit" look="secondary" size="small" busy={isUndoing}>
                    {undo.label}
                  </Button>
                </Form>
              ) : null}
              {ways.map(({ href, label }) => (
                <TextLink key={href} to={href} roomy>
                  {label}
                </TextLink>
              ))}
              {floats ? (
                <Button type="button" look="plain" size="small" onClick={close}>
                  {t('close')}
                </Button>
              ) : null}
            </>
          ) : undefined
        }
      />
    </div>
  );
}
