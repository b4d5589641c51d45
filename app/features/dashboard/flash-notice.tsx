import { Form, useFetchers, useLocation, useNavigation } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { Button, TextLink } from '#app/ui/button.tsx';
import { classNames } from '#app/ui/class-names.ts';
import { Notice } from '#app/ui/notice.tsx';
import { useTranslation } from '#app/use-translation.ts';
import type { FlashMessage } from './flash.ts';

/**
 * Says what was just done. It takes the focus, since the button that did it is gone; that also lets a screen reader say it. The server says
 * it once, and a page that refreshes by itself keeps it until the next one. It comes with a page that is new, above all else; on one that
 * stood there before it floats, so that nothing moves because of it, can be closed, and gives the focus back.
 * @param pageFloats the page has it float wherever it comes from
 */
export function FlashNotice({
  message: told,
  pageFloats,
}: {
  message: FlashMessage | null;
  pageFloats: boolean;
}) {
  const { t } = useTranslation('common');
  const { key, pathname } = useLocation();
  const fresh = { key, pathname, message: told, isClosed: false, isUndoOver: false };
  const [kept, setKept] = useState({ ...fresh, cameLater: false });
  if (kept.key !== key || (told !== null && told !== kept.message)) {
    // One that has its place above the page leaves that to the next.
    const hasPlace = kept.message !== null && !kept.cameLater;
    setKept({ ...fresh, cameLater: kept.pathname === pathname && !hasPlace });
  }
  const { message, isClosed, isUndoOver } = kept;
  const floats = pageFloats || kept.cameLater;
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
  const [edge, giveWay] = useEdge(box);
  const focusedBefore = useRef('');
  useEffect(() => {
    if (!message) return;
    focusedBefore.current = document.activeElement?.id ?? '';
    giveWay([document.activeElement, ...document.querySelectorAll('main [type=submit]')]);
    box.current?.focus();
  }, [message, key, giveWay]);
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
          ? 'fixed inset-x-(--gutter) z-30 mx-auto max-w-2xl text-sm shadow-lift lg:left-[calc(15.5rem+var(--gutter))]'
          : 'mb-6',
        floats && (edge === 'bottom' ? 'bottom-3' : 'top-3'),
      )}
    >
      <Notice
        tone="good"
        title={message.text}
        actions={
          ways.length > 0 || undo || floats ? (
            <>
              {undo ? (
                <Form method="post" action={undo.action} preventScrollReset={floats}>
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

/**
 * The edge of the screen at which something floats: the other one as soon as what has the focus (WCAG 2.2, 2.4.11), or a button to go on
 * with, would lie beneath it.
 * @returns the edge, and what lets it make room for elements
 */
function useEdge(box: RefObject<HTMLDivElement | null>) {
  const [edge, setEdge] = useState<'bottom' | 'top'>('bottom');
  const giveWay = useCallback(
    (elements: readonly (Element | null)[]) => {
      if (!box.current || getComputedStyle(box.current).position !== 'fixed') return;
      const floating = box.current;
      const own = floating.getBoundingClientRect();
      const isBeneath = elements.some((element) => {
        if (!element || element.contains(floating) || floating.contains(element)) return false;
        const other = element.getBoundingClientRect();
        return (
          own.top < other.bottom && other.top < own.bottom && own.left < other.right && other.left < own.right
        );
      });
      // By where it is, since that may not have been drawn yet when it is asked again.
      if (isBeneath) setEdge(own.top > window.innerHeight - own.bottom ? 'top' : 'bottom');
    },
    [box],
  );
  useEffect(() => {
    // Only once the page has been scrolled to it is it known where it lies.
    const look = () => requestAnimationFrame(() => giveWay([document.activeElement]));
    document.addEventListener('focusin', look);
    return () => document.removeEventListener('focusin', look);
  }, [giveWay]);
  return [edge, giveWay] as const;
}
