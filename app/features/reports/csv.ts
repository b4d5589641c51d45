/** What Excel and its like take for a formula: a cell that a customer's name begins with one of these must not become one. */
const formulaSigns = /^[=+\-@\t\r]/;

/**
 * A file after RFC 4180, with the mark by which Excel knows UTF-8. Numbers stay plain (`1234.5`); a text that a spreadsheet would run as a
 * formula gets an apostrophe before it.
 */
export function csvFile(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = formulaSigns.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The answer of a route that downloads one; `name` without its ending, of plain letters. */
export function csvResponse(name: string, rows: readonly (readonly (string | number | null)[])[]): Response {
  return new Response(csvFile(rows), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
      'Cache-Control': 'no-store',
    },
  });
}
