import { done, refused, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { formErrors, problemsOf, textField } from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import {
  pauseEntryInput,
  setPriorityInput,
  type EntryDetails,
} from '#server/modules/waitlist/waitlist.schema.ts';
import { stateWords, type SmallAct } from './act-view.server.ts';
import { actPath } from './entry-acts.ts';
import { pendingOffer } from './entry-view.server.ts';
import { signed } from './entry-words.server.ts';
import { bookSlot, offerSlot } from './give-slot.server.ts';

/** Does what an act's form asks, and says what came of it. */
export async function runAct(
  act: SmallAct,
  entry: EntryDetails,
  page: StaffPage,
  form: FormData,
): Promise<ActOutcome> {
  const { api, salonId, base, formats, locale } = page;
  const t = textsOf(locale, 'waitlist');
  const entryId = entry.id;
  const name = entry.customer.name;
  const state = stateWords(entry, page);
  const here = `${base}/waitlist/${entryId}`;

  switch (act) {
    case 'notify':
      return offerSlot(entry, page, form);
    case 'book':
      return bookSlot(entry, page, form);
    case 'convert':
      return convert(entry, page);
    case 'pause': {
      const isOpen = textField(form, 'kind') !== 'date';
      const input = pauseEntryInput.safeParse({
        salonId,
        entryId,
        until: isOpen ? null : textField(form, 'until'),
      });
      if (!input.success) return invalid(page, problemsOf(input.error));
      const outcome = await api.waitlist.pause(input.data);
      if (!outcome.ok && outcome.reason === 'invalid') return invalid(page, outcome.fields);
      if (!outcome.ok) return refused(t('refusals.not_waiting', { name, state }));
      const undo = { label: t('doneLinks.undoPause'), href: actPath(base, entryId, 'reactivate', here) };
      const { until } = input.data;
      if (until === null) return done(t('acts.pause.doneOpen', { name }), undo);
      return done(t('acts.pause.done', { name, until: formats.day(until, page.today) }), undo);
    }
    case 'reactivate': {
      const outcome = await api.waitlist.reactivate({ salonId, entryId });
      return outcome.ok
        ? done(t('acts.reactivate.done', { name }))
        : refused(t('refusals.not_in_cooldown', { name, state }));
    }
    case 'priority': {
      const score = textField(form, 'score').trim().replace('−', '-');
      const input = setPriorityInput.safeParse({
        salonId,
        entryId,
        score: score === '' ? undefined : Number(score),
        reason: textField(form, 'reason'),
      });
      if (!input.success) return invalid(page, problemsOf(input.error));
      const outcome = await api.waitlist.setPriority(input.data);
      if (!outcome.ok) return refused(t('refusals.final', { name, state }));
      return done(t('acts.priority.done', { name, score: signed(input.data.score) }));
    }
    case 'clear-priority': {
      const outcome = await api.waitlist.clearPriority({ salonId, entryId });
      return outcome.ok
        ? done(t('acts.clear-priority.done', { name }))
        : refused(t('refusals.final', { name, state }));
    }
    case 'cancel': {
      const outcome = await api.waitlist.cancel({ salonId, entryId });
      if (!outcome.ok) return refused(t('refusals.final', { name, state }));
      const openingId = pendingOffer(entry)?.openingId;
      if (!outcome.passedOn || !openingId) return done(t('acts.cancel.done', { name }));
      const link = { label: t('doneLinks.opening'), href: `${base}/openings/${openingId}` };
      return done(t('acts.cancel.donePassedOn', { name }), link);
    }
    case 'remove': {
      const outcome = await api.waitlist.remove({ salonId, entryId });
      return outcome.ok
        ? done(t('acts.remove.done', { name }))
        : refused(t('refusals.not_final', { name, state }));
    }
  }
}

async function convert(entry: EntryDetails, page: StaffPage): Promise<ActOutcome> {
  const { api, salonId, base, formats, locale } = page;
  const t = textsOf(locale, 'waitlist');
  const name = entry.customer.name;
  const offered = pendingOffer(entry)?.slotStart;
  const outcome = await api.waitlist.convert({ salonId, entryId: entry.id });
  if (outcome.ok) {
    const day = offered ? `?date=${formats.localDate(offered)}` : '';
    return done(t('acts.convert.done', { name }), {
      label: t('doneLinks.bookings'),
      href: `${base}/bookings${day}`,
    });
  }
  switch (outcome.reason) {
    case 'missing': {
      const missing = formats.list(
        outcome.missing.map((part) => t(`refusals.missingParts.${part}`)),
        'disjunction',
      );
      return refused(t('refusals.missing', { missing }));
    }
    case 'not_notified':
      return refused(t('refusals.not_notified', { name, state: stateWords(entry, page) }));
    default:
      return refused(t(`refusals.${outcome.reason}`, { name }));
  }
}

function invalid({ locale }: StaffPage, problems: Parameters<typeof formErrors>[1]): ActOutcome {
  return { kind: 'invalid', errors: formErrors(locale, problems) };
}
