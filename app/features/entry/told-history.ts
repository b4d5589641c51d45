interface Event {
  reason: string;
  occurredAt: string;
}

/**
 * An entry's history as it is told. Booking somebody directly is one thing to people, though it is two steps of the entry: of the offer
 * that staff accepted in the moment in which they made it nothing is said, since nobody was asked.
 * @param events in the order in which they happened
 */
export function toldHistory<E extends Event>(events: readonly E[]): E[] {
  return events.filter((event, index) => {
    const next = events[index + 1];
    return !(event.reason === 'manual_notify' && next && isBookedWith(event, next));
  });
}

function isBookedWith(offered: Event, next: Event): boolean {
  return next.reason === 'converted_by_staff' && next.occurredAt === offered.occurredAt;
}
