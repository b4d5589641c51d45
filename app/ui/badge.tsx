import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { toneClass } from './notice.tsx';
import type { Tone } from './notice.tsx';
import { Ring } from './ring.tsx';
import type { RingShape } from './ring.tsx';

export function Badge({
  tone = 'quiet',
  shape,
  long = false,
  className,
  children,
}: {
  tone?: Tone;
  shape?: RingShape;
  /** It says more than a word or two, and goes on in a next line where it must. */
  long?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 rounded-md py-0.5 pr-2.5 text-xs font-semibold',
        long ? 'min-w-0' : 'whitespace-nowrap',
        shape ? 'pl-1.5' : 'pl-2.5',
        toneClass[tone],
        className,
      )}
    >
      {shape ? <Ring shape={shape} className="size-4" /> : null}
      <span className="min-w-0">{children}</span>
    </span>
  );
}

/** How each state of design's state machines is drawn. The word itself comes from the catalogue, as the child. */
const states = {
  'entry.waiting': ['calm', 'open'],
  'entry.notified': ['accent', 'dot'],
  'entry.booked': ['good', 'full'],
  'entry.cooldown': ['warn', 'paused'],
  'entry.expired': ['quiet', 'dashed'],
  'entry.cancelled': ['quiet', 'struck'],
  'opening.open': ['accent', 'dot'],
  'opening.filled': ['good', 'full'],
  'opening.exhausted': ['calm', 'open'],
  'opening.withdrawn': ['quiet', 'struck'],
  'opening.lapsed': ['quiet', 'dashed'],
  'offer.pending': ['accent', 'dot'],
  'offer.accepted': ['good', 'full'],
  'offer.declined': ['quiet', 'struck'],
  'offer.expired': ['quiet', 'dashed'],
  'offer.cancelled': ['quiet', 'struck'],
  'offer.notification_failed': ['bad', 'struck'],
  'booking.confirmed': ['good', 'full'],
  'booking.pending_payment': ['warn', 'paused'],
  'booking.completed': ['calm', 'full'],
  'booking.no_show': ['bad', 'dashed'],
  'booking.cancelled': ['quiet', 'struck'],
  'message.queued': ['calm', 'open'],
  'message.sending': ['calm', 'dot'],
  'message.sent': ['good', 'open'],
  'message.delivered': ['good', 'full'],
  'message.undelivered': ['bad', 'dashed'],
  'message.failed': ['bad', 'struck'],
  'message.blocked': ['warn', 'paused'],
  'message.unknown': ['warn', 'dashed'],
  'message.cancelled': ['quiet', 'struck'],
} as const satisfies Record<string, readonly [Tone, RingShape]>;

export type BadgeState = keyof typeof states;

export function StateBadge({
  state,
  long,
  children,
}: {
  state: BadgeState;
  long?: boolean;
  children: ReactNode;
}) {
  const [tone, shape] = states[state];
  return (
    <Badge tone={tone} shape={shape} long={long}>
      {children}
    </Badge>
  );
}
