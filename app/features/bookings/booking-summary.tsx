import { StateBadge } from '#app/ui/badge.tsx';
import type { BookingWords } from './booking-words.server.ts';

/** Which booking it is about, at a glance. */
export function BookingSummary({ booking, state }: { booking: BookingWords; state: string }) {
  return (
    <div className="grid gap-1 rounded-md bg-sunken px-4 py-3 text-sm">
      <p className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-semibold">
          {booking.day}, <span className="tabular">{booking.time}</span>
        </span>
        <StateBadge state={`booking.${booking.status}`}>{state}</StateBadge>
      </p>
      <p className="text-ink-soft">
        {booking.services} · {booking.employees} · {booking.price}
      </p>
    </div>
  );
}
