import { done, refused, undoable, type ActOutcome } from '#app/features/dashboard/act-outcome.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { pathWithin } from '#app/features/dashboard/return-path.ts';
import { formErrors, problemsOf, textField } from '#app/form-errors.server.ts';
import { textsOf } from '#app/texts.server.ts';
import {
  pauseEntryInput,
  setPriorityInput,
  type EntryDetails,
} from '#server/modules/waitlist/waitlist.schema.ts';
import { changeWords, seenOf, stateWords, type SmallAct } from './act-view.server.ts';
import { actPath } from './entry-acts.ts';
import { pendingOffer } from './entry-view.server.ts';
import { signed } from './entry-words.server.ts';
import { bookSlot, offerSlot } from './give-slot.server.ts';
import { openEntry } from './open-entry.server.ts';
import { timelineOf } from './timeline.server.ts';
import { readSeen } from './wish-page.server.ts';

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
  const here = `${base}/waitlist/${entryId}`;

  // Read again: what stands in the way may have come after this page was opened.
  const refusedBy = async (reason: 'not_waiting' | 'not_in_cooldown' | 'final' | 'not_final') => {
    const state = stateWords(await openEntry(page, entryId), page);
    return refused(t(`refusals.${reason}`, { name, state }));
  };

  const undoBy = (way: SmallAct, fields: Record<string, string>) => ({
    label: t('doneLinks.undo'),
    action: actPath(base, entryId, way, pathWithin(base, page.url.searchParams.get('back')) ?? here),
    fields,
  });
  // What stood before this act, unless somebody changes it once more until then.
  const undoPriority = (event: number) => {
    const seen = String(event);
    return entry.overrideScore === null
      ? undoBy('clear-priority', { seen })
      : undoBy('priority', { seen, score: String(entry.overrideScore), reason: entry.overrideReason ?? '' });
  };

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
      if (!outcome.ok) return refusedBy('not_waiting');
      const undo = undoBy('reactivate', {});
      const { until } = input.data;
      if (until === null) return undoable(t('acts.pause.doneOpen', { name }), undo);
      return undoable(t('acts.pause.done', { name, until: formats.day(until, page.today) }), undo);
    }
    case 'reactivate': {
      const outcome = await api.waitlist.reactivate({ salonId, entryId });
      if (!outcome.ok) return refusedBy('not_in_cooldown');
      const text = t('acts.reactivate.done', { name });
      if (entry.cooldownReason !== 'paused') return done(text);
      const until = entry.cooldownUntil && formats.localDate(entry.cooldownUntil);
      return undoable(text, undoBy('pause', until ? { kind: 'date', until } : { kind: 'open' }));
    }
    case 'priority': {
      const score = textField(form, 'score').trim().replace('−', '-');
      const input = setPriorityInput.safeParse({
        salonId,
        entryId,
        score: score === '' ? undefined : Number(score),
        reason: textField(form, 'reason'),
        seen: readSeen(form),
      });
      if (!input.success) return invalid(page, problemsOf(input.error));
      const outcome = await api.waitlist.setPriority(input.data);
      if (!outcome.ok && outcome.reason === 'changed')
        return prioritySince(entry, page, signed(input.data.score));
      if (!outcome.ok) return refusedBy('final');
      return undoable(
        t('acts.priority.done', { name, score: signed(input.data.score) }),
        undoPriority(outcome.seen),
      );
    }
    case 'clear-priority': {
      const outcome = await api.waitlist.clearPriority({ salonId, entryId, seen: readSeen(form) });
      if (outcome.ok) return undoable(t('acts.clear-priority.done', { name }), undoPriority(outcome.seen));
      return outcome.reason === 'changed' ? prioritySince(entry, page, null) : refusedBy('final');
    }
    case 'cancel': {
      const outcome = await api.waitlist.cancel({ salonId, entryId });
      if (!outcome.ok) return refusedBy('final');
      const openingId = pendingOffer(entry)?.openingId;
      if (!outcome.passedOn || !openingId) return done(t('acts.cancel.done', { name }));
      const link = { label: t('doneLinks.opening'), href: `${base}/openings/${openingId}` };
      return done(t('acts.cancel.donePassedOn', { name }), link);
    }
    case 'remove': {
      const outcome = await api.waitlist.remove({ salonId, entryId });
      if (!outcome.ok) return refusedBy('not_final');
      return undoable(t('acts.remove.done', { name }), {
        label: t('doneLinks.undo'),
        action: `${here}/restore`,
        fields: {},
      });
    }
  }
}

/** The override that a colleague set or took back meanwhile, beside the one that was not saved. */
async function prioritySince(entry: EntryDetails, page: StaffPage, own: string | null): Promise<ActOutcome> {
  const t = textsOf(page.locale, 'waitlist');
  const now = await openEntry(page, entry.id);
  const last = timelineOf(now, page).find(({ reason }) => reason.startsWith('priority_override_'));
  const change = last ? changeWords(last, page) : '';
  const theirs =
    now.overrideScore === null
      ? t('refusals.priorityNone')
      : t('refusals.priorityNow', { score: signed(now.overrideScore), reason: now.overrideReason ?? '' });
  const text =
    own === null
      ? t('refusals.priorityClear', { change, theirs })
      : t('refusals.priorityChanged', { change, theirs, own });
  // Whoever has read that may do it all the same.
  return { kind: 'refused', text, links: [], values: { seen: String(seenOf(now)) } };
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
      return refused(
        t('refusals.not_notified', { name, state: stateWords(await openEntry(page, entry.id), page) }),
      );
    default:
      return refused(t(`refusals.${outcome.reason}`, { name }));
  }
}

function invalid({ locale }: StaffPage, problems: Parameters<typeof formErrors>[1]): ActOutcome {
  return { kind: 'invalid', errors: formErrors(locale, problems) };
}
