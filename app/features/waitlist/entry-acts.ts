import type { EntryStatus } from '#server/modules/waitlist/waitlist.schema.ts';

/** What staff can do with an entry, as its page's address names it, in the order in which it is offered. */
export const entryActs = [
  'notify',
  'book',
  'convert',
  'reactivate',
  'change',
  'pause',
  'priority',
  'clear-priority',
  'cancel',
  'remove',
] as const;
export type EntryAct = (typeof entryActs)[number];

const actsOfStatus: Record<EntryStatus, readonly EntryAct[]> = {
  waiting: ['notify', 'book', 'change', 'pause', 'priority', 'clear-priority', 'cancel'],
  notified: ['convert', 'priority', 'clear-priority', 'cancel'],
  cooldown: ['reactivate', 'change', 'priority', 'clear-priority', 'cancel'],
  booked: ['remove'],
  expired: ['remove'],
  cancelled: ['remove'],
};

/** What can be done now. The procedures decide; this is what the pages offer. */
export function actsFor(entry: { status: EntryStatus; overrideScore: number | null }): EntryAct[] {
  return actsOfStatus[entry.status].filter((act) => act !== 'clear-priority' || entry.overrideScore !== null);
}

/** What is hard to take back looks so. */
export function isGrave(act: EntryAct): boolean {
  return act === 'cancel' || act === 'remove';
}

export function readAct(name: string | undefined): EntryAct | null {
  return entryActs.find((act) => act === name) ?? null;
}

/** The address of an act's page, with the way back. */
export function actPath(base: string, entryId: string, act: EntryAct, back: string): string {
  return `${base}/waitlist/${entryId}/${act}?${new URLSearchParams({ back })}`;
}
