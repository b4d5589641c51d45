import { useEffect, useRef, useState, type RefObject } from 'react';
import type { CalendarGrid, WaitingItem } from './calendar-view.ts';
import type { Hand } from './hand.ts';
import { listenForDrags } from './listen-for-drags.ts';

/** What a pointer holds in the calendar; null while it holds nothing. */
export function useHand(
  root: RefObject<HTMLElement>,
  {
    grid,
    waiting,
    isBusy,
    onDrop,
  }: {
    /** Null when there is nothing to drag in. */
    grid: CalendarGrid | null;
    waiting: readonly WaitingItem[];
    isBusy: boolean;
    onDrop: (hand: Hand) => void;
  },
): Hand | null {
  const [hand, setHand] = useState<Hand | null>(null);
  // A page that refreshes by itself takes nothing out of anybody's hand.
  const now = useRef({ grid, waiting, isBusy, onDrop });
  useEffect(() => {
    now.current = { grid, waiting, isBusy, onDrop };
  });
  const isThere = grid !== null;
  useEffect(() => {
    if (!root.current || !isThere) return undefined;
    const nothing: CalendarGrid = { axis: [0, 1], marks: [], columns: [] };
    return listenForDrags(root.current, {
      shown: () => ({ ...now.current, grid: now.current.grid ?? nothing }),
      onHand: setHand,
      onDrop: (dropped) => now.current.onDrop(dropped),
    });
  }, [root, isThere]);
  return hand;
}
