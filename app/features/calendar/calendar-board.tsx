import { useLocation } from '@remix-run/react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { emptyBooking, serviceOfLength, type NewBookingValues } from '#app/features/bookings/new-booking.ts';
import { classNames } from '#app/ui/class-names.ts';
import { useTranslation } from '#app/use-translation.ts';
import { BookingDialog } from './booking-dialog.tsx';
import { CalendarGrid } from './calendar-grid.tsx';
import type { BookingItem, CalendarGrid as Grid, WaitingItem } from './calendar-view.ts';
import { CreateDialog } from './create-dialog.tsx';
import { HandBar } from './hand-bar.tsx';
import { findBooking, instantIn, steps, takeBooking, takeWaiting, type Hand } from './hand.ts';
import { clockAt } from './layout.ts';
import type { CalendarPage } from './load-calendar.server.ts';
import { PlaceDialog } from './place-dialog.tsx';
import { RefusedToast } from './refused-toast.tsx';
import { useChange } from './use-change.tsx';
import { useHand } from './use-hand.ts';
import { WaitingList } from './waiting-list.tsx';

type Open =
  | { kind: 'booking'; item: BookingItem; column: number }
  | { kind: 'create'; values: NewBookingValues }
  | { kind: 'place'; entryId: string; title: string; at: string; employeeId: string };

/** The step that a minute is in. */
const onStep = (minute: number) => Math.floor(minute / steps.usual) * steps.usual;

/** The calendar with all that can be done in it. Without a script it is the same calendar, whose links lead to pages that do the same. */
export function CalendarBoard({ view, grid }: { view: CalendarPage; grid: Grid }) {
  const { t } = useTranslation(['calendar', 'common']);
  const { base, here, choices, waiting } = view;
  const root = useRef<HTMLDivElement>(null);
  // What was done in a window leads on, if only to this page once more: then it is closed.
  const { key: visit } = useLocation();
  const [opened, setOpened] = useState<{ visit: string; what: Open } | null>(null);
  const open = opened?.visit === visit ? opened.what : null;
  const setOpen = (what: Open | null) => setOpened(what && { visit, what });
  const [byKeys, setByKeys] = useState<Hand | null>(null);
  const change = useChange(here);
  const isBusy = change.sent !== null;

  const drop = (hand: Hand) => {
    setByKeys(null);
    const { column, range, kind } = hand;
    const target = column === null ? undefined : grid.columns[column];
    if (column === null || !target) return;
    const at = instantIn(grid, column, range[0]);
    if (kind === 'move' || kind === 'length') {
      const before = findBooking(grid, hand.id);
      const isSame =
        before?.column === column && before.item.whole[0] === range[0] && before.item.whole[1] === range[1];
      if (isSame) return;
      change.send(
        hand,
        kind === 'move'
          ? { startsAt: at, with: target.employeeId }
          : { endsAt: instantIn(grid, column, range[1]) },
      );
    } else if (kind === 'place') {
      const when = `${target.name === target.employee ? '' : `${target.name}, `}${clockAt(range[0], grid.marks)}`;
      const title = t('place.title', { name: hand.name, when, employee: target.employee });
      setOpen({ kind: 'place', entryId: hand.id, title, at, employeeId: target.employeeId });
    } else create(column, range[0], range[1] - range[0]);
  };
  const create = (column: number, minute: number, minutes = 0) => {
    const target = grid.columns[column];
    if (!target) return;
    const at = instantIn(grid, column, minute);
    const { employeeId } = target;
    setOpen({
      kind: 'create',
      values: {
        ...emptyBooking(choices),
        employeeId,
        at,
        date: target.date,
        time: clockAt(minute, grid.marks),
        serviceId: serviceOfLength(choices, employeeId, minutes),
      },
    });
  };
  const dragged = useHand(root, { grid, waiting: waiting?.items ?? [], isBusy, onDrop: drop });
  const hand = change.sent ?? dragged ?? byKeys;
  const placing =
    hand?.kind === 'place' ? waiting?.items.find(({ entryId }) => entryId === hand.id) : undefined;

  const take = (kind: 'move' | 'length', item: BookingItem, column: number) => {
    if (isBusy) return;
    // The window gives the focus back as it closes, and only then does the bar take it.
    flushSync(() => setOpen(null));
    setByKeys(takeBooking(kind, item, column));
  };
  const place = (item: WaitingItem) => setByKeys(takeWaiting(item, grid));
  const close = () => setOpen(null);
  const cancel = () => {
    const { kind, id } = byKeys ?? {};
    setByKeys(null);
    const from = kind === 'place' ? `place-${id}` : findBooking(grid, id ?? '')?.item.key;
    document.getElementById(from ?? '')?.focus();
  };

  return (
    <div
      ref={root}
      className={classNames(
        'grid items-start gap-6 *:min-w-0',
        waiting && waiting.items.length > 0 && 'xl:grid-cols-[minmax(0,1fr)_16rem]',
      )}
    >
      <CalendarGrid
        grid={grid}
        label={t('grid', { title: view.heading })}
        hand={hand}
        fits={placing?.starts ?? {}}
        isSaving={isBusy}
        base={base}
        back={here}
        changedId={change.changedId}
        acts={{
          onBooking: (item, column) => setOpen({ kind: 'booking', item, column }),
          onFree: (item, column, minute) =>
            create(column, minute === null ? item.range[0] : Math.max(item.range[0], onStep(minute))),
          onGround: (column, minute) => create(column, onStep(minute)),
          onTake: take,
        }}
      />
      {waiting ? (
        <WaitingList {...waiting} heldId={hand?.kind === 'place' ? hand.id : null} onPlace={place} />
      ) : null}
      {byKeys && !isBusy ? (
        <HandBar
          hand={byKeys}
          grid={grid}
          onHand={setByKeys}
          onConfirm={() => drop(byKeys)}
          onCancel={cancel}
        />
      ) : null}
      {open?.kind === 'booking' ? (
        <BookingDialog
          item={open.item}
          base={base}
          back={here}
          onClose={close}
          onTake={(kind) => take(kind, open.item, open.column)}
        />
      ) : null}
      {open?.kind === 'create' ? (
        <CreateDialog values={open.values} choices={choices} here={here} onClose={close} />
      ) : null}
      {open?.kind === 'place' ? <PlaceDialog {...open} base={base} back={here} onClose={close} /> : null}
      {change.form}
      {change.refusal ? (
        <RefusedToast
          refusal={change.refusal}
          onClose={() => {
            change.forget();
            root.current?.querySelector<HTMLElement>('[data-return]')?.focus();
          }}
          onTakeHeld={change.takeHeld}
        />
      ) : null}
    </div>
  );
}
