import type { Direction } from './settings.schema.ts';

/**
 * The order with one of them a place further up or down; as it was where it can't go further. Relative, so that two who move at once both
 * get what they asked for.
 * @returns null when it is not among them
 */
export function reordered<Id extends string>(ids: readonly Id[], id: Id, direction: Direction): Id[] | null {
  const from = ids.indexOf(id);
  if (from < 0) return null;
  const to = Math.min(Math.max(from + (direction === 'up' ? -1 : 1), 0), ids.length - 1);
  return ids.toSpliced(from, 1).toSpliced(to, 0, id);
}
