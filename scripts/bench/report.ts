import { isMet, limitOf, summarise, type Measurement, type PartResult } from './measurement.ts';

/** A part as it was last run; the results of the others stay when one is run alone. */
export interface PartReport extends PartResult {
  part: string;
  title: string;
  /** A date: `2026-11-28`. */
  date: string;
  machine: string;
  versions: Record<string, string>;
}

const head = ['Figure', 'Median', 'Range', 'Target', 'Against'];

/** The figures for a terminal. */
export function toTable(measurements: readonly Measurement[]): string {
  const rows = [head, ...measurements.map(cellsOf)];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The page that is kept beside the code. */
export function toMarkdown(reports: readonly PartReport[]): string {
  const parts = reports.map((report) => {
    const rows = report.measurements.map((measurement) => `| ${cellsOf(measurement).join(' | ')} |`);
    const versions = Object.entries(report.versions).map(([name, version]) => `${name} ${version}`);
    return [
      `## ${report.title}`,
      `\`npm run bench ${report.part}\` on ${report.date}. ${report.machine}; ${versions.join(', ')}.`,
      `![Each figure as a share of its target](benchmarks/${report.part}.svg)`,
      [`| ${head.join(' | ')} |`, `| ${head.map(() => '---').join(' | ')} |`, ...rows].join('\n'),
      report.method.map((sentence) => `- ${sentence}`).join('\n'),
    ].join('\n\n');
  });
  const opening =
    'Written by `npm run bench`, which runs every part, or those that are named. What depends on the machine is given as a ratio to a ' +
    'baseline with which it took turns in the same run. The median counts; the range is of the lowest and the highest round.';
  return `${['# Benchmarks', opening, ...parts].join('\n\n')}\n`;
}

function cellsOf(measurement: Measurement): string[] {
  const { name, unit, rounds, target, against } = measurement;
  const { median, lowest, highest } = summarise(rounds);
  const written = (value: number) => valueOf(value, unit);
  const range = lowest === highest ? `same in ${rounds.length}` : `${written(lowest)}–${written(highest)}`;
  const limit = `${'atLeast' in target ? '≥' : '≤'} ${written(limitOf(target))}`;
  return [name, written(median), range, `${limit} ${isMet(measurement) ? 'met' : 'MISSED'}`, against];
}

/** Up to two digits after the point for ratios, one for sizes, and never a value that looks better than it is. */
export function valueOf(value: number, unit: Measurement['unit']): string {
  switch (unit) {
    case 'kB':
      return `${value.toFixed(1)} kB`;
    case 'ms':
      return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
    case 'ratio':
      return (Math.floor(value * 100) / 100).toFixed(2);
    case 'score':
    case 'queries':
    case 'times':
      return String(value);
  }
}
