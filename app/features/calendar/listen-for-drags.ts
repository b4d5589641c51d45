import type { CalendarGrid, WaitingItem } from './calendar-view.ts';
import { movedByPointer, steps, takeBooking, type Grip, type Hand } from './hand.ts';

/** A mouse that moves less has clicked. In pixels. */
const clickSlop = 5;
/** A finger that stays so long in one place takes what is under it; one that moves before scrolls. */
const longPressMs = 350;
const fingerSlop = 9;
/** So near an edge of the calendar it scrolls. In pixels. */
const edge = 44;
const scrollStep = 12;

interface Shown {
  grid: CalendarGrid;
  waiting: readonly WaitingItem[];
  /** Something is being saved: nothing is taken meanwhile. */
  isBusy: boolean;
}

/**
 * Follows mouse, pen and finger over the calendar and the list beside it: what is taken, where it is, and where it is let go. A press that
 * is no drag stays a click. Escape lets everything be as it was.
 */
export function listenForDrags(
  root: HTMLElement,
  {
    shown,
    onHand,
    onDrop,
  }: {
    shown: () => Shown;
    onHand: (hand: Hand | null) => void;
    onDrop: (hand: Hand) => void;
  },
): () => void {
  const left = new AbortController();
  let pressed: { grip: Grip; x: number; y: number; pointerId: number; isTouch: boolean } | null = null;
  let grip: Grip | null = null;
  let hand: Hand | null = null;
  let at = { x: 0, y: 0, isFine: false };
  let longPress: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  let wasDragged = false;
  /** Whoever comes in from beside it passes the edge, and does not want it to scroll. */
  let isWellInside = false;

  const bodies = () => [...root.querySelectorAll<HTMLElement>('[data-column]')];

  /** Which column a point is over, and the minute there. */
  function placeOf(x: number, y: number): { column: number | null; minute: number } {
    const { axis } = shown().grid;
    const columns = bodies();
    const index = columns.findIndex((body) => {
      const box = body.getBoundingClientRect();
      return x >= box.left && x < box.right;
    });
    const box = (columns[index] ?? columns[0])?.getBoundingClientRect();
    const share = box ? (y - box.top) / box.height : 0;
    const visible = root.querySelector('.calendar-frame')?.getBoundingClientRect();
    const isInside =
      visible && x >= visible.left && x < visible.right && y >= visible.top && y < visible.bottom;
    return {
      column: index === -1 || !isInside ? null : index,
      minute: axis[0] + share * (axis[1] - axis[0]),
    };
  }

  /** What a press takes hold of; null where there is nothing to take. */
  function gripAt(target: Element, x: number, y: number): Grip | null {
    const { grid, waiting, isBusy } = shown();
    if (isBusy) return null;
    const card = target.closest<HTMLElement>('[data-waiting]');
    if (card) {
      const entry = waiting.find(({ entryId }) => entryId === card.dataset.waiting);
      if (!entry || target.closest('a, button')) return null;
      const hand = { kind: 'place', id: entry.entryId, name: entry.name, column: null } as const;
      return { hand: { ...hand, range: [0, entry.minutes] }, offset: 0 };
    }
    const body = target.closest<HTMLElement>('[data-column]');
    if (!body) return null;
    const column = Number(body.dataset.column);
    const { minute } = placeOf(x, y);
    const link = target.closest<HTMLElement>('a');
    if (link?.classList.contains('calendar-booking')) {
      const item = grid.columns[column]?.items.find(({ key }) => key === link.id);
      if (item?.kind !== 'booking' || !item.canChange) return null;
      const isLength = target.closest('[data-handle]') !== null;
      const hand = takeBooking(isLength ? 'length' : 'move', item, column);
      return { hand, offset: minute - item.whole[isLength ? 1 : 0] };
    }
    if (link && !link.classList.contains('calendar-free')) return null;
    const from = Math.floor(minute / steps.usual) * steps.usual;
    const hand = { kind: 'create', id: '', name: '', column } as const;
    return { hand: { ...hand, range: [from, from + steps.usual] }, offset: 0 };
  }

  function begin(): void {
    if (!pressed) return;
    grip = pressed.grip;
    wasDragged = true;
    isWellInside = grip.hand.kind !== 'place';
    document.documentElement.style.cursor = grip.hand.kind === 'length' ? 'ns-resize' : 'grabbing';
    follow();
    frame = requestAnimationFrame(scrollAtEdges);
  }

  function follow(): void {
    if (!grip) return;
    const { column, minute } = placeOf(at.x, at.y);
    hand = movedByPointer(grip, column, minute, at.isFine, shown().grid.axis);
    onHand(hand);
  }

  function scrollAtEdges(): void {
    const scroller = root.querySelector('.calendar-frame');
    if (!grip || !scroller) return;
    const box = scroller.getBoundingClientRect();
    const towards = (point: number, start: number, end: number) =>
      point < start + edge ? -scrollStep : point > end - edge ? scrollStep : 0;
    const [aside, down] = [towards(at.x, box.left, box.right), towards(at.y, box.top, box.bottom)];
    const isInside = at.x > box.left && at.x < box.right;
    if (isInside && aside === 0 && down === 0) isWellInside = true;
    else if (isInside && isWellInside) {
      scroller.scrollBy(aside, down);
      follow();
    }
    frame = requestAnimationFrame(scrollAtEdges);
  }

  function end(isDropped: boolean): void {
    clearTimeout(longPress);
    cancelAnimationFrame(frame);
    document.documentElement.style.removeProperty('cursor');
    const dropped = isDropped && grip ? hand : null;
    const wasTaken = grip !== null;
    pressed = null;
    grip = null;
    hand = null;
    if (wasTaken) onHand(null);
    if (dropped && dropped.column !== null) onDrop(dropped);
  }

  root.addEventListener(
    'pointerdown',
    (event) => {
      wasDragged = false;
      if (event.button !== 0 || !event.isPrimary || !(event.target instanceof Element)) return;
      const { clientX: x, clientY: y, pointerId } = event;
      const taken = gripAt(event.target, x, y);
      if (!taken) return;
      const isTouch = event.pointerType === 'touch';
      at = { x, y, isFine: event.shiftKey };
      pressed = { grip: taken, x, y, pointerId, isTouch };
      if (isTouch) longPress = setTimeout(begin, longPressMs);
    },
    left,
  );
  window.addEventListener(
    'pointermove',
    (event) => {
      if (!pressed || event.pointerId !== pressed.pointerId) return;
      at = { x: event.clientX, y: event.clientY, isFine: event.shiftKey };
      if (grip) return follow();
      const way = Math.hypot(at.x - pressed.x, at.y - pressed.y);
      if (pressed.isTouch) {
        if (way > fingerSlop) end(false);
      } else if (way > clickSlop) begin();
    },
    left,
  );
  window.addEventListener(
    'pointerup',
    (event) => {
      if (event.pointerId === pressed?.pointerId) end(true);
    },
    left,
  );
  window.addEventListener(
    'pointercancel',
    (event) => {
      if (event.pointerId === pressed?.pointerId) end(false);
    },
    left,
  );
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape' && grip) end(false);
    },
    left,
  );
  // What was dragged was not clicked. A link is not dragged as browsers drag links, and while something is held nothing scrolls.
  root.addEventListener(
    'click',
    (event) => {
      if (!wasDragged) return;
      wasDragged = false;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true, signal: left.signal },
  );
  root.addEventListener('dragstart', (event) => event.preventDefault(), left);
  root.addEventListener(
    'touchmove',
    (event) => {
      if (grip) event.preventDefault();
    },
    { passive: false, signal: left.signal },
  );
  root.addEventListener(
    'contextmenu',
    (event) => {
      if (pressed?.isTouch) event.preventDefault();
    },
    left,
  );
  return () => {
    end(false);
    left.abort();
  };
}
