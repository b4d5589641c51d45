export interface Bar {
  key: string;
  label: string;
  /** The value in words. */
  text: string;
  /** Of the longest bar: 0 to 1. */
  length: number;
}

/** Values side by side, as bars from left to right. A picture: its `label` says the gist, and a table beside it has the numbers. */
export function BarChart({ label, bars }: { label: string; bars: readonly Bar[] }) {
  return (
    <div role="img" aria-label={label} className="grid gap-y-2.5 sm:grid-cols-[minmax(9rem,auto)_1fr]">
      {bars.map(({ key, label: name, text, length }) => (
        <div key={key} className="grid gap-x-4 sm:col-span-2 sm:grid-cols-subgrid sm:items-center">
          <span className="text-sm text-ink-soft">{name}</span>
          <span className="flex items-center gap-2.5">
            <svg
              className="h-5 min-w-0 flex-1 overflow-visible"
              aria-hidden="true"
              style={{ maxWidth: `calc(${length} * (100% - 5.5rem))` }}
            >
              <rect width="100%" height="100%" rx="4" className="fill-accent" />
            </svg>
            <span className="tabular text-sm font-semibold whitespace-nowrap">{text}</span>
          </span>
        </div>
      ))}
    </div>
  );
}
