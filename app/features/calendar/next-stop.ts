/**
 * Where an arrow key leads from an item of the calendar: up and down its column, to the beginning or end of it, or to what is nearest in
 * time beside it. Null for other keys, and where there is nothing.
 */
export function nextStop(grid: HTMLElement, from: HTMLElement, key: string): HTMLElement | null {
  const columns = [...grid.querySelectorAll<HTMLElement>('.calendar-column')];
  const index = columns.findIndex((column) => column.contains(from));
  if (!from.matches('.calendar-body a')) return null;
  const stopsIn = (column: HTMLElement | undefined) => [
    ...(column?.querySelectorAll<HTMLElement>('.calendar-body a') ?? []),
  ];
  const own = stopsIn(columns[index]);
  switch (key) {
    case 'ArrowUp':
      return own[own.indexOf(from) - 1] ?? null;
    case 'ArrowDown':
      return own[own.indexOf(from) + 1] ?? null;
    case 'Home':
      return own[0] ?? null;
    case 'End':
      return own.at(-1) ?? null;
    case 'ArrowLeft':
      return nearest(columns.slice(0, index).reverse().map(stopsIn), from);
    case 'ArrowRight':
      return nearest(columns.slice(index + 1).map(stopsIn), from);
    default:
      return null;
  }
}

/** In the next column that has something. */
function nearest(columns: readonly HTMLElement[][], from: HTMLElement): HTMLElement | null {
  const stops = columns.find((column) => column.length > 0) ?? [];
  const top = (element: HTMLElement) => element.getBoundingClientRect().top;
  const distance = (element: HTMLElement) => Math.abs(top(element) - top(from));
  return stops.reduce<HTMLElement | null>(
    (best, stop) => (best && distance(best) <= distance(stop) ? best : stop),
    null,
  );
}
