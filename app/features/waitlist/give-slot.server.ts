import { done, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textField } from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { EntryDetails } from '#server/modules/waitlist/waitlist.schema.ts';
import { stateWords } from './act-view.server.ts';
import { openEntry } from './open-entry.server.ts';
import { readSlot, slotWords } from './slot-choice.server.ts';
import { offeredAt, readInstead, writeInstead } from './slot-offers.server.ts';

/**
 * Offers the chosen time to the entry. A time that is on offer already is refused, naming to whom; whoever has read that may take it back
 * from them for it.
 */
export async function offerSlot(entry: EntryDetails, page: StaffPage, form: FormData): Promise<ActOutcome> {
  const { api, salonId, base, formats, locale } = page;
  const t = textsOf(locale, 'waitlist');
  const slot = readSlot(textField(form, 'slot'));
  if (!slot) return noSlot(page);
  const name = entry.customer.name;
  const words = await slotWords(slot, page);
  const thenNext = form.has('thenNext');
  const insteadOf = readInstead(textField(form, 'insteadOf'));
  const outcome = await api.waitlist.notify({ salonId, entryId: entry.id, ...slot, thenNext, insteadOf });
  if (outcome.ok) {
    const until = formats.time(outcome.expiresAt);
    const opening = `${base}/openings/${outcome.openingId}`;
    const links = [{ label: t('doneLinks.opening'), href: opening }];
    const text = t('acts.notify.done', { name, ...words, until });
    // A time that goes on to others, or was being offered before: withdrawing it would undo more than this offer.
    if (outcome.takesOver || thenNext) return { kind: 'done', message: { text, links } };
    const lastsMs = Math.max(0, Date.parse(outcome.expiresAt) - page.now.getTime());
    const undo = { label: t('doneLinks.takeBack'), action: `${opening}/withdraw`, fields: {}, lastsMs };
    return { kind: 'done', message: { text, links, undo } };
  }
  switch (outcome.reason) {
    case 'duplicate': {
      const until = formats.time(outcome.expiresAt);
      const opening = await offeredAt(slot, page);
      const links = [seeOpening(opening?.openingId, page)];
      const facts = { ...words, name: outcome.customerName, until };
      if (outcome.couldReplace.length === 0)
        return { kind: 'refused', text: t('refusals.duplicate', facts), links };
      return {
        kind: 'refused',
        text: t('refusals.duplicateInstead', { ...facts, entry: name }),
        links,
        values: {
          insteadOf: writeInstead(outcome.couldReplace),
          // It goes on as it would have; what is ticked can be taken away again.
          ...(opening?.continues && { thenNext: 'on' }),
        },
      };
    }
    case 'held':
      return refused(t('refusals.held', words), seeOpening(outcome.openingId, page));
    case 'no_channel':
      return refused(t('refusals.no_channel', { name }), {
        label: t('acts.change.label'),
        href: `${base}/waitlist/${entry.id}/change`,
      });
    default:
      return refused(
        t(`refusals.${outcome.reason}`, { name, state: stateWords(await openEntry(page, entry.id), page) }),
      );
  }
}

/** Books the chosen time for the entry at once. */
export async function bookSlot(entry: EntryDetails, page: StaffPage, form: FormData): Promise<ActOutcome> {
  const { api, salonId, base, formats, locale } = page;
  const t = textsOf(locale, 'waitlist');
  const slot = readSlot(textField(form, 'slot'));
  if (!slot) return noSlot(page);
  const name = entry.customer.name;
  const words = await slotWords(slot, page);
  const outcome = await api.waitlist.bookDirectly({ salonId, entryId: entry.id, ...slot });
  if (outcome.ok) {
    const href = `${base}/bookings?date=${formats.localDate(slot.startsAt)}`;
    return done(t('acts.book.done', { name, ...words }), { label: t('doneLinks.bookings'), href });
  }
  switch (outcome.reason) {
    case 'held':
      return refused(t('refusals.held', words), seeOpening(outcome.openingId, page));
    case 'duplicate':
      return refused(t('refusals.bookDuplicate'));
    default:
      return refused(
        t(`refusals.${outcome.reason}`, { name, state: stateWords(await openEntry(page, entry.id), page) }),
      );
  }
}

/** The way to an opening, or to all of them. */
function seeOpening(openingId: string | undefined, { base, locale }: StaffPage) {
  return {
    label: textsOf(locale, 'waitlist')('refusals.seeOpening'),
    href: openingId ? `${base}/openings/${openingId}` : `${base}/openings`,
  };
}

function noSlot({ locale }: StaffPage): ActOutcome {
  return {
    kind: 'invalid',
    errors: [{ fieldId: 'slot', message: textsOf(locale, 'waitlist')('refusals.noSlot') }],
  };
}
