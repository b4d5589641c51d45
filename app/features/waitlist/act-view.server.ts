import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { EntryDetails } from '#server/modules/waitlist/waitlist.schema.ts';
import { actsFor, isGrave, type EntryAct } from './entry-acts.ts';
import { isStale, ownScore, pendingOffer } from './entry-view.server.ts';
import { entryWords, signed } from './entry-words.server.ts';
import { timelineOf, type TimelineItem } from './timeline.server.ts';
import { readSlot, slotChoice } from './slot-choice.server.ts';
import { offeredAt, writeInstead, type LiveOffer } from './slot-offers.server.ts';

/** The acts that one small form asks about; a wish is edited on a page of its own. */
export type SmallAct = Exclude<EntryAct, 'change'>;

/** What the page of an act says beforehand, and what it needs to ask. */
export async function actView(act: SmallAct, entry: EntryDetails, page: StaffPage) {
  const t = textsOf(page.locale, 'waitlist');
  const name = entry.customer.name;
  const isPossible = actsFor(entry).includes(act);
  const needsSlot = (act === 'notify' || act === 'book') && isPossible;
  const slots = needsSlot ? await slotChoice(entry, page) : null;
  const asked = slots?.asked ? readSlot(slots.asked.value) : null;
  const opening = asked && act === 'notify' ? await offeredAt(asked, page) : null;
  const out = opening?.live ?? [];
  const instead = out.every(({ entryId }) => entryId !== entry.id) ? out : [];
  const isReachable = act !== 'notify' || channelsOf(entry) !== null;
  return {
    act,
    heading: t(`acts.${act}.title`, { name }),
    submit: t(`acts.${act}.submit`),
    submitInstead: t('acts.notify.submitInstead', { name }),
    isGrave: isGrave(act),
    /** Why it is not possible, as things stand. */
    impossible: isPossible ? null : t('refusals.notPossible', { name, state: stateWords(entry, page) }),
    does: isPossible ? [...(await effects(act, entry, page)), ...insteadWords(instead, entry, page)] : [],
    /** The live offers of the time that the address names, which sending would take back. */
    instead: writeInstead(instead.map(({ id }) => id)),
    isReachable,
    canSubmit: isReachable && (slots === null || slots.hasTimes),
    slots,
    /** The time is an opening's that goes on to the next: so it does unless staff say otherwise. */
    goesOn: opening?.continues ?? false,
    entry: entryWords(entry, page),
    score: entry.overrideScore === null ? '' : String(entry.overrideScore),
    reason: entry.overrideReason ?? '',
    seen: seenOf(entry),
    today: page.today,
  };
}
export type ActView = Awaited<ReturnType<typeof actView>>;

/** Whose offers would be taken back. */
function insteadWords(
  offers: readonly LiveOffer[],
  entry: EntryDetails,
  { formats, locale }: StaffPage,
): string[] {
  const last = offers.at(-1);
  if (!last) return [];
  return [
    textsOf(locale, 'waitlist')('acts.notify.doesInstead', {
      count: offers.length,
      names: formats.list(offers.map(({ customerName }) => customerName)),
      name: entry.customer.name,
      until: formats.time(last.tokenExpiresAt),
    }),
  ];
}

/** An entry's state in the middle of a sentence, with who made it so and when: a page can be older than what a colleague did. */
export function stateWords(entry: EntryDetails, page: StaffPage): string {
  const { locale } = page;
  const state = textsOf(locale, 'dashboard')(`states.entry.${entry.status}`).toLocaleLowerCase(locale);
  const last = timelineOf(entry, page).find(({ isNewStatus }) => isNewStatus);
  return last
    ? textsOf(locale, 'waitlist')('refusals.since', { state, change: changeWords(last, page) })
    : state;
}

/** What was done, by whom, when: "“Paused” by Kari Berg, today at 10:15". */
export function changeWords({ what, by, at }: TimelineItem, { locale }: StaffPage): string {
  const t = textsOf(locale, 'waitlist');
  return by ? t('refusals.changeBy', { what, by, at }) : t('refusals.change', { what, at });
}

/** How far its history goes that this page shows: what is edited after it, a form made now must not write over. */
export function seenOf(entry: EntryDetails): number {
  return entry.events.at(-1)?.sequence ?? 0;
}

async function effects(act: SmallAct, entry: EntryDetails, page: StaffPage): Promise<string[]> {
  const { api, salonId, formats, locale, today, now } = page;
  const t = textsOf(locale, 'waitlist');
  const name = entry.customer.name;
  const offer = pendingOffer(entry);
  const channels = channelsOf(entry);
  switch (act) {
    case 'notify': {
      if (!channels) return [t('acts.notify.doesNoChannel', { name })];
      const { claimExpiryMinutes } = await api.policy.resolve({ salonId, serviceId: entry.service.id });
      const window = formats.span(claimExpiryMinutes);
      return [t('acts.notify.does', { name, channels: t(`by.${channels}`), window })];
    }
    case 'book':
      if (!channels) return [t('acts.book.doesNoChannel', { name })];
      return [t('acts.book.does', { name, channels: t(`by.${channels}`) })];
    case 'convert': {
      if (!offer || isStale(entry, now)) return [t('acts.convert.doesStale')];
      const when = formats.dateAndTime(offer.slotStart, today);
      return [t('acts.convert.does', { name, when, employee: offer.employeeName })];
    }
    case 'cancel':
      return [
        channels
          ? t('acts.cancel.does', { name, channels: t(`by.${channels}`) })
          : t('acts.cancel.doesNoChannel', { name }),
        ...(offer ? [t('acts.cancel.doesOffer', { when: formats.dateAndTime(offer.slotStart, today) })] : []),
      ];
    case 'priority':
      return [t('acts.priority.does', { score: signed(ownScore(entry)) })];
    case 'clear-priority':
      return [t('acts.clear-priority.does', { override: signed(entry.overrideScore ?? 0) })];
    default:
      return [t(`acts.${act}.does`, { name })];
  }
}

function channelsOf({ reachableBy: [first, second] }: EntryDetails): 'sms' | 'email' | 'both' | null {
  return second ? 'both' : (first ?? null);
}
