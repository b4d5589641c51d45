import { useLocation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { TextLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import type { FlashMessage } from './flash.ts';

/** Says what was just done. It takes the focus, since the button that did it is gone; that also lets a screen reader say it. */
export function FlashNotice({ message }: { message: FlashMessage | null }) {
  const { key } = useLocation();
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
          message.links.length > 0
            ? message.links.map(({ href, label }) => (
                <TextLink key={href} to={href} roomy>
                  {label}
                </TextLink>
              ))
            : undefined
        }
      />
    </div>
  );
}
