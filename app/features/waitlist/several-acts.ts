import { entryIdSchema, type EntryId } from '#server/platform/ids.schema.ts';
import {
  entriesOnPage,
  entryStatusSchema,
  severalActs,
  type EntryStatus,
  type SeveralAct,
} from '#server/modules/waitlist/waitlist.schema.ts';
import { actsFor } from './entry-acts.ts';

/** Somebody that was chosen, in the state that they were shown in. */
interface Chosen {
  entryId: EntryId;
  status: EntryStatus;
}

export function readSeveralAct(name: string | null): SeveralAct | null {
  return severalActs.find((act) => act === name) ?? null;
}

/** Those whom an address names, each once, no more than a page has; what is no id counts as not said. */
export function readChosenIds(query: URLSearchParams): EntryId[] {
  const ids = query.getAll('id').flatMap((id) => entryIdSchema.safeParse(id).data ?? []);
  return [...new Set(ids)].slice(0, entriesOnPage);
}

/** Whether the act does anything to an entry in such a state. */
export function isPossible(act: SeveralAct, status: EntryStatus): boolean {
  return actsFor({ status, overrideScore: null }).includes(act);
}

/** What a form sends of them, in one field: the ids with the states in which they were shown. */
export function writeChosen(chosen: readonly Chosen[]): string {
  return chosen.map(({ entryId, status }) => `${entryId}:${status}`).join(' ');
}

/** What is no such pair counts as not said. */
export function readChosen(text: string): Chosen[] {
  return text
    .split(' ')
    .slice(0, entriesOnPage)
    .flatMap((pair) => {
      const [id, status] = pair.split(':');
      const entryId = entryIdSchema.safeParse(id);
      const shown = entryStatusSchema.safeParse(status);
      return entryId.success && shown.success ? [{ entryId: entryId.data, status: shown.data }] : [];
    });
}

/** The address of the page that asks before an act, with the way back; whom it is about, the list's form adds. */
export function severalPath(base: string, act: SeveralAct, back: string): string {
  return `${base}/waitlist/several?${new URLSearchParams({ act, back })}`;
}
