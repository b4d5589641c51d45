import { done, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textField } from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { EntryDetails } from '#server/modules/waitlist/waitlist.schema.ts';
import { stateWords } from './act-view.server.ts';
import { readSlot, slotWords } from './slot-choice.server.ts';

/** Offers the chosen time to the entry. A time that is on offer already is refused, naming to whom. */
export async function offerSlot(entry: EntryDetails, page: StaffPage, form: FormData): Promise<ActOutcome> {
  const { api, salonId, base, formats, locale } = page;
  const t = textsOf(locale, 'waitlist');
  const slot = readSlot(textField(form, 'slot'));
  if (!slot) return noSlot(page);
  const name = entry.customer.name;
  const words = await slotWords(slot, page);
  const thenNext = form.has('thenNext');
  const outcome = await api.waitlist.notify({ salonId, entryId: entry.id, ...slot, thenNext });
  if (outcome.ok) {
    const until = formats.time(outcome.expiresAt);
    return done(
      t('acts.notify.done', { name, ...words, until }),
      openingLink(outcome.openingId, 'doneLinks.opening'),
    );
  }
  switch (outcome.reason) {
    case 'duplicate': {
      const until = formats.time(outcome.expiresAt);
      return refused(t('refusals.duplicate', { ...words, name: outcome.customerName, until }), {
        label: t('refusals.seeOpening'),
        href: `${base}/openings`,
      });
    }
    case 'held':
      return refused(t('refusals.held', words), openingLink(outcome.openingId, 'refusals.seeOpening'));
    case 'no_channel':
      return refused(t('refusals.no_channel', { name }), {
        label: t('acts.change.label'),
        href: `${base}/waitlist/${entry.id}/change`,
      });
    default:
      return refused(t(`refusals.${outcome.reason}`, { name, state: stateWords(entry, page) }));
  }

  function openingLink(openingId: string, label: 'doneLinks.opening' | 'refusals.seeOpening') {
    return { label: t(label), href: `${base}/openings/${openingId}` };
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
      return refused(t('refusals.held', words), {
        label: t('refusals.seeOpening'),
        href: `${base}/openings/${outcome.openingId}`,
      });
    case 'duplicate':
      return refused(t('refusals.bookDuplicate'));
    default:
      return refused(t(`refusals.${outcome.reason}`, { name, state: stateWords(entry, page) }));
  }
}

function noSlot({ locale }: StaffPage): ActOutcome {
  return {
    kind: 'invalid',
    errors: [{ fieldId: 'slot', message: textsOf(locale, 'waitlist')('refusals.noSlot') }],
  };
}
