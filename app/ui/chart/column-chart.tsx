/** How a part of a column is drawn: from the strongest to the faintest. */
export type SeriesLook = 'strong' | 'second' | 'hollow' | 'faint';

const looks: Record<SeriesLook, string> = {
  strong: 'fill-accent stroke-surface',
  second: 'fill-calm stroke-surface',
  faint: 'fill-line stroke-surface',
  hollow: 'fill-surface stroke-edge',
};

export interface Series {
  key: string;
  label: string;
  look: SeriesLook;
}

export interface ChartColumn {
  key: string;
  label: string;
  /** One for each series, from the bottom up. */
  values: readonly number[];
}

/** Values over time, as columns whose parts stand on each other. A picture, as the bars are; it fits any width. */
export function ColumnChart({
  label,
  series,
  columns,
  top,
}: {
  label: string;
  series: readonly Series[];
  columns: readonly ChartColumn[];
  /** Where the scale ends, and how that is written. */
  top: { value: number; text: string };
}) {
  const width = 100 / columns.length;
  const named = [columns[0], columns[Math.floor((columns.length - 1) / 2)], columns.at(-1)];
  return (
    <div role="img" aria-label={label} className="grid gap-2">
      {series.length > 1 ? (
        <div className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-soft">
          {series.map(({ key, label: name, look }) => (
            <span key={key} className="inline-flex items-center gap-2">
              <svg width="14" height="14" aria-hidden="true">
                <rect x="1" y="1" width="12" height="12" rx="3" className={looks[look]} />
              </svg>
              {name}
            </span>
          ))}
        </div>
      ) : null}
      <div className="tabular text-xs text-ink-soft">{top.text}</div>
      <svg className="h-40 w-full border-b border-edge" aria-hidden="true">
        {[0, 50].map((y) => (
          <line
            key={y}
            x1="0"
            x2="100%"
            y1={`${y}%`}
            y2={`${y}%`}
            className="stroke-line"
            strokeDasharray="2 4"
          />
        ))}
        {columns.map(({ key, values }, index) => (
          <Column key={key} x={index * width} width={width} values={values} series={series} top={top.value} />
        ))}
      </svg>
      <div className="tabular flex justify-between gap-3 text-xs text-ink-soft" aria-hidden="true">
        {[...new Set(named)].map((column) => (column ? <span key={column.key}>{column.label}</span> : null))}
      </div>
    </div>
  );
}

function Column({
  x,
  width,
  values,
  series,
  top,
}: {
  x: number;
  width: number;
  values: readonly number[];
  series: readonly Series[];
  top: number;
}) {
  const share = (value: number) => (top > 0 ? (100 * value) / top : 0);
  return (
    <>
      {series.map(({ key, look }, index) => {
        const value = values[index] ?? 0;
        if (value === 0) return null;
        const below = values.slice(0, index).reduce((sum, each) => sum + each, 0);
        return (
          <rect
            key={key}
            x={`${x + width * 0.14}%`}
            width={`${width * 0.72}%`}
            y={`${100 - share(below + value)}%`}
            height={`${share(value)}%`}
            rx="2"
            className={looks[look]}
          />
        );
      })}
    </>
  );
}
