import { Form, useLocation, useNavigation } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { Button, TextLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import type { FlashMessage } from './flash.ts';

/**
 * Says what was just done. It takes the focus, since the button that did it is gone; that also lets a screen reader say it. The server says
 * it once, and a page that refreshes by itself keeps it until the next one.
 */
export function FlashNotice({ message: told }: { message: FlashMessage | null }) {
  const { key } = useLocation();
  const [kept, setKept] = useState({ key, message: told });
  if (kept.key !== key || (told !== null && told !== kept.message)) setKept({ key, message: told });
  const { message } = kept;
  const isUndoing = useNavigation().formAction === message?.undo?.action && message?.undo !== undefined;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (message) box.current?.focus();
  }, [message, key]);
  if (!message) return null;
  return (
    <div ref={box} tabIndex={-1} role="status" className="mb-6 rounded-md outline-none">
      <Notice
        tone="good"
        title={message.text}
        actions={
          message.links.length > 0 || message.undo ? (
            <>
              {message.undo ? (
                <Form method="post" action={message.undo.action}>
                  <input type="hidden" name="change" value={message.undo.change} />
                  <Button type="submit" look="secondary" size="small" busy={isUndoing}>
                    {message.undo.label}
                  </Button>
                </Form>
              ) : null}
              {message.links.map(({ href, label }) => (
                <TextLink key={href} to={href} roomy>
                  {label}
                </TextLink>
              ))}
            </>
          ) : undefined
        }
      />
    </div>
  );
}
