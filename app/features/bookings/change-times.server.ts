import { done, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type {
  RescheduleOutcome,
  ResizeOutcome,
  StaffBooking,
  UndoChangeOutcome,
} from '#server/modules/bookings/bookings.schema.ts';
import { settleMinutes } from '#server/modules/openings/openings.schema.ts';
import { instantSchema } from '#server/modules/salon/time.schema.ts';
import { employeeIdSchema } from '#server/platform/ids.schema.ts';
import { isUnreachable } from './is-unreachable.ts';
import { bookingActPath } from './booking-acts.ts';

type Changed = Extract<RescheduleOutcome, { ok: true }>;
type Refused = Exclude<RescheduleOutcome | ResizeOutcome | UndoChangeOutcome, { ok: true }>;

/** How long nobody hears of a change, in words. */
export function settling({ formats }: StaffPage): string {
  return formats.span(settleMinutes);
}

/** Moves a booking to the start, and to the employee, that a form names. */
export async function moveBooking(
  booking: StaffBooking,
  page: StaffPage,
  form: FormData,
  back: string,
): Promise<ActOutcome> {
  const { api, salonId, locale, formats, today } = page;
  const t = textsOf(locale, 'dashboard');
  const startsAt = instantSchema.safeParse(form.get('startsAt'));
  if (!startsAt.success) {
    const message = t('bookings.acts.move.missing');
    return { kind: 'invalid', errors: [{ fieldId: 'startsAt', message }] };
  }
  const outcome = await api.booking.reschedule({
    salonId,
    bookingId: booking.id,
    startsAt: startsAt.data,
    employeeId: employeeIdSchema.safeParse(form.get('with')).data,
    withdrawOpening: form.has('withdraw'),
  });
  if (!outcome.ok) return changeRefused(outcome, booking, page);
  const name = booking.customer.name;
  const before = booking.items[0];
  const after = outcome.booking.items[0];
  if (before?.startsAt === after?.startsAt && before?.employeeId === after?.employeeId) {
    return done(t('bookings.change.same', { name }));
  }
  const when = formats.dateAndTime(outcome.booking.startsAt, today);
  const said = t('bookings.acts.move.done', { name, when, employee: after?.employeeName });
  return changeDone(said, outcome, page, { back, isToldOf: true });
}

/** Gives a booking the end that a form names. */
export async function resizeBooking(
  booking: StaffBooking,
  page: StaffPage,
  form: FormData,
  back: string,
): Promise<ActOutcome> {
  const { api, salonId, locale, formats } = page;
  const t = textsOf(locale, 'dashboard');
  const endsAt = instantSchema.safeParse(form.get('endsAt'));
  if (!endsAt.success) {
    const message = t('bookings.acts.length.missing');
    return { kind: 'invalid', errors: [{ fieldId: 'endsAt', message }] };
  }
  const outcome = await api.booking.resize({
    salonId,
    bookingId: booking.id,
    endsAt: endsAt.data,
    withdrawOpening: form.has('withdraw'),
  });
  if (!outcome.ok) return changeRefused(outcome, booking, page);
  const name = booking.customer.name;
  if (outcome.booking.endsAt === booking.endsAt) return done(t('bookings.change.same', { name }));
  const until = formats.time(outcome.booking.endsAt);
  const said = t('bookings.acts.length.done', { name, until });
  return changeDone(said, outcome, page, { back, isToldOf: false });
}

/** Says what a change has done, what comes of it when it has settled, and lets it be undone until then by one touch. */
function changeDone(
  said: string,
  { booking, outsideHours, openingIds }: Changed,
  page: StaffPage,
  { back, isToldOf }: { back: string; isToldOf: boolean },
): ActOutcome {
  const { base, formats, locale } = page;
  const t = textsOf(locale, 'dashboard');
  const change = booking.lastChange;
  const name = booking.customer.name;
  const at = change ? formats.time(change.settlesAt) : '';
  return {
    kind: 'done',
    message: {
      text: [
        said,
        ...outsideHoursWords(outsideHours, page),
        ...(openingIds.length > 0 ? [t('bookings.change.held', { at })] : []),
        ...(isToldOf
          ? [t(isUnreachable(booking) ? 'bookings.change.untold' : 'bookings.change.told', { name, at })]
          : []),
      ].join(' '),
      links: openingIds
        .slice(0, 3)
        .map((id) => ({ label: t('bookings.seeOpening'), href: `${base}/openings/${id}` })),
      ...(change && {
        undo: {
          label: t('bookings.acts.undo.label'),
          action: bookingActPath(base, booking.id, 'undo', back),
          fields: { change: change.id },
          lastsMs: Math.max(0, Date.parse(change.settlesAt) - page.now.getTime()),
        },
      }),
    },
  };
}

/** That somebody is not at work then, for who booked it so by a slip. */
export function outsideHoursWords(names: readonly string[], { formats, locale }: StaffPage): string[] {
  if (names.length === 0) return [];
  return [textsOf(locale, 'dashboard')('bookings.change.outsideHours', { names: formats.list(names) })];
}

type Conflict = Extract<Refused, { reason: 'taken' | 'held' }>;

/** What stands at a time that was wanted, and whose it is. */
export function conflictRefused(outcome: Conflict, { base, formats, locale }: StaffPage): ActOutcome {
  const t = textsOf(locale, 'dashboard');
  if (outcome.reason === 'held') {
    const count = outcome.openings.reduce((sum, { liveOffers }) => sum + liveOffers, 0);
    const links = outcome.openings
      .slice(0, 3)
      .map(({ openingId }) => ({ label: t('bookings.seeOpening'), href: `${base}/openings/${openingId}` }));
    return { kind: 'refused', text: t('bookings.refusals.held', { count }), links, isHeld: true };
  }
  const [other] = outcome.bookings;
  if (!other) return refused(t('bookings.refusals.taken'));
  const when = formats.timeRange(other.startsAt, other.endsAt);
  const href = `${base}/bookings?date=${formats.localDate(other.startsAt)}`;
  return refused(t('bookings.refusals.takenBy', { name: other.customerName, when }), {
    label: t('opening.causeBooking'),
    href,
  });
}

/** Why it was not done: what stands there and whose it is, or what has become of the booking. */
export function changeRefused(outcome: Refused, booking: StaffBooking, page: StaffPage): ActOutcome {
  const { locale } = page;
  const t = textsOf(locale, 'dashboard');
  const name = booking.customer.name;
  switch (outcome.reason) {
    case 'taken':
    case 'held':
      return conflictRefused(outcome, page);
    case 'not_open':
      return refused(
        t('bookings.refusals.not_open', {
          state: t(`states.booking.${booking.status}`).toLocaleLowerCase(locale),
        }),
      );
    default:
      return refused(t(`bookings.refusals.${outcome.reason}`, { name }));
  }
}
