import { TextLink } from './button.tsx';

export interface NumberCell {
  text: string;
  /** To what the number is made of. */
  href: string | null;
}

export interface NumberRow {
  key: string;
  label: string;
  cells: readonly NumberCell[];
}

/** Numbers in rows and columns. On a narrow screen it scrolls sideways by itself, by touch or by keyboard. */
export function NumberTable({
  caption,
  columns,
  rows,
  linkLabel,
}: {
  caption: string;
  /** The first names the rows. */
  columns: readonly string[];
  rows: readonly NumberRow[];
  /** A link's name out of its context; its text must be part of it. */
  linkLabel: (row: string, column: string, text: string) => string;
}) {
  return (
    <div tabIndex={0} role="group" aria-label={caption} className="overflow-x-auto rounded-sm">
      <table className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th
                key={column}
                scope="col"
                className={
                  index === 0
                    ? 'border-b border-edge py-2 pr-4 text-left font-semibold text-ink-soft'
                    : 'border-b border-edge py-2 pl-4 text-right font-semibold text-ink-soft'
                }
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, cells }) => (
            <tr key={key} className="border-b border-line last:border-b-0">
              <th scope="row" className="min-w-36 py-1 pr-4 text-left font-normal">
                {label}
              </th>
              {cells.map(({ text, href }, index) => {
                const column = columns[index + 1] ?? '';
                return (
                  <td key={column} className="tabular py-1 pl-4 text-right whitespace-nowrap">
                    {href ? (
                      <TextLink
                        to={href}
                        aria-label={linkLabel(label, column, text)}
                        className="inline-flex min-h-11 min-w-11 items-center justify-end font-semibold md:min-h-8"
                      >
                        {text}
                      </TextLink>
                    ) : (
                      <span className="inline-flex min-h-11 items-center text-ink-soft md:min-h-8">
                        {text}
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
