import { isMet, limitOf, summarise, type Measurement } from './measurement.ts';
import { valueOf } from './report.ts';

const row = 34;
const left = 330;
const width = 860;
/** How far the scale goes, as a share of the target. */
const scaleEnd = 2;

/** Each figure as a bar against the one line where its target is, so that different units share a picture. */
export function toSvg(title: string, measurements: readonly Measurement[]): string {
  const height = 56 + measurements.length * row;
  const at = (share: number) => left + Math.min(share, scaleEnd) * ((width - left - 90) / scaleEnd);
  const bars = measurements.map((measurement, index) => {
    const { median, lowest, highest } = summarise(measurement.rounds);
    const limit = limitOf(measurement.target);
    const share = (value: number) => (limit === 0 ? 0 : value / limit);
    const middle = 56 + index * row + row / 2;
    return [
      `<text x="${left - 10}" y="${middle + 4}" text-anchor="end">${escaped(measurement.name)}</text>`,
      `<rect class="${isMet(measurement) ? 'met' : 'missed'}" x="${left}" y="${middle - 9}" width="${round(at(share(median)) - left)}" height="18"/>`,
      `<line class="range" x1="${round(at(share(lowest)))}" x2="${round(at(share(highest)))}" y1="${middle}" y2="${middle}"/>`,
      `<text x="${round(Math.max(at(share(highest)), at(1)) + 8)}" y="${middle + 4}">${valueOf(median, measurement.unit)}</text>`,
    ].join('');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13">
<style>text{fill:#1f2a28}.title{font-weight:600;font-size:15px}.met{fill:#2f7d6b}.missed{fill:#b4552d}.target{stroke:#1f2a28;stroke-dasharray:4 3}.range{stroke:#1f2a28;stroke-width:2}
@media (prefers-color-scheme:dark){text{fill:#e6ecea}.met{fill:#5fb8a2}.missed{fill:#e08a5f}.target,.range{stroke:#e6ecea}}</style>
<text class="title" x="10" y="22">${escaped(title)}</text>
<text x="${round(at(1))}" y="42" text-anchor="middle">target</text>
<line class="target" x1="${round(at(1))}" x2="${round(at(1))}" y1="48" y2="${height - 4}"/>
${bars.join('\n')}
</svg>
`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
