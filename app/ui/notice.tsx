import { useActionData } from '@remix-run/react';
import { useEffect, useRef, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Ring } from './ring.tsx';
import type { RingShape } from './ring.tsx';

export type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'accent' | 'quiet';

export const toneClass: Record<Tone, string> = {
  good: 'bg-good-wash text-good',
  warn: 'bg-warn-wash text-warn',
  bad: 'bg-bad-wash text-bad',
  calm: 'bg-calm-wash text-calm',
  accent: 'bg-accent-wash text-accent',
  quiet: 'bg-sunken text-ink-soft',
};

const shapes: Record<Tone, RingShape> = {
  good: 'full',
  warn: 'paused',
  bad: 'struck',
  calm: 'open',
  accent: 'dot',
  quiet: 'dashed',
};

/**
 * A banner in the page. `live` announces it when it appears after an act ("polite" waits its turn). One that says why something was not done
 * ("assertive") takes the focus with each answer: the button that was pressed may be a screen further down.
 * @param of the answer that it belongs to, where that is not the page's own
 */
export function Notice({
  tone = 'calm',
  shape,
  title,
  live,
  of,
  actions,
  className,
  children,
}: {
  tone?: Tone;
  shape?: RingShape;
  title?: ReactNode;
  live?: 'polite' | 'assertive';
  of?: object;
  actions?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const ofPage = useActionData<object>();
  const answer = of ?? ofPage;
  const isAnswer = live === 'assertive' && answer !== undefined;
  useEffect(() => {
    // A summary of what is wrong at the fields goes before.
    if (isAnswer && !document.activeElement?.matches('[role=alert]')) box.current?.focus();
  }, [isAnswer, answer]);
  return (
    <div
      ref={box}
      tabIndex={live === 'assertive' ? -1 : undefined}
      role={live === 'assertive' ? 'alert' : live === 'polite' ? 'status' : undefined}
      className={classNames('flex scroll-mt-24 gap-3 rounded-md px-4 py-3.5', toneClass[tone], className)}
    >
      <Ring shape={shape ?? shapes[tone]} className="mt-1" />
      <div className="grid min-w-0 gap-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-ink first-letter:uppercase">{children}</div> : null}
        {actions ? <div className="mt-2 flex flex-wrap gap-3">{actions}</div> : null}
      </div>
    </div>
  );
}
