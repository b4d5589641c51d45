import type { Formats } from '#app/ui/formats.ts';
import type { UndoableAccept } from './undo-accept.tsx';

/** What the way back shows; null when there is none. `now` is when the page is made. */
export function undoable(formats: Formats, until: string | null, now: Date | string): UndoableAccept | null {
  return until === null
    ? null
    : { until: formats.time(until), leftMs: Math.max(0, Date.parse(until) - new Date(now).getTime()) };
}
