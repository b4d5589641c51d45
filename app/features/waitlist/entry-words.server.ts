import { contactLines } from '#app/features/customers/customer-words.server.ts';
import { moment, shortMoment } from '#app/features/dashboard/moments.server.ts';
import type { StaffPage } from '#app/features/dashboard/open-salon.server.ts';
import { describeWindow } from '#app/features/entry/describe-window.server.ts';
import { textsOf } from '#app/texts.server.ts';
import type { StaffEntry } from '#server/modules/waitlist/waitlist.schema.ts';
import { actsFor } from './entry-acts.ts';

/** What an entry of the list says of itself, in finished words. */
export function entryWords(entry: StaffEntry, page: StaffPage) {
  const { formats, locale } = page;
  const t = textsOf(locale, 'waitlist');
  const windows = entry.windows.map((window) => describeWindow(locale, formats, window));
  return {
    id: entry.id,
    customerId: entry.customer.id,
    name: entry.customer.name,
    contact: contactLines(entry.customer),
    status: entry.status,
    detail: statusDetail(entry, page),
    service: entry.service.name,
    employees:
      entry.employees.length > 0
        ? t('with', {
            names: formats.list(
              entry.employees.map(({ name }) => name),
              'disjunction',
            ),
          })
        : null,
    windows,
    score: signed(entry.score),
    isOverridden: entry.overrideScore !== null,
    since: moment(entry.createdAt, page),
    notes: entry.notes,
    acts: actsFor(entry),
  };
}
export type EntryWords = ReturnType<typeof entryWords>;

/** Until when the state lasts, where it does, and what it is about. */
function statusDetail(entry: StaffEntry, page: StaffPage): string | null {
  const t = textsOf(page.locale, 'waitlist');
  if (entry.status === 'notified' && entry.expiresAt) {
    const until = shortMoment(entry.expiresAt, page);
    if (!entry.offered) return t('answerBy', { until });
    const { slotStart, employeeName } = entry.offered;
    return t('offered', { when: moment(slotStart, page), employee: employeeName, until });
  }
  if (entry.status !== 'cooldown') return null;
  if (!entry.cooldownUntil) return t('pausedOpen');
  return t('pausedUntil', { until: shortMoment(entry.cooldownUntil, page) });
}

/** Points with a real minus sign, and a plus: "+10", "−5". */
export function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points).replace('-', '−');
}
