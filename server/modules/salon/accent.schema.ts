/**
 * A salon picks one colour; the page needs it readable in both themes. So it is darkened for the light theme and lightened for
 * the dark one, only as far as 4.5:1 on every ground it stands on asks (WCAG 2.2, 1.4.3).
 */

/**
 * The grounds of tokens.css on which an accent has the least contrast: `--sunken`, and its own wash, which is that much
 * (`--accent-strength`) of the accent over `--surface`.
 */
const themes = {
  light: { end: 0, sunken: '#ece5d8', surface: '#fffdf9', strength: 0.1 },
  dark: { end: 1, sunken: '#263230', surface: '#1b2524', strength: 0.14 },
} as const;
type Theme = (typeof themes)[keyof typeof themes];
const readable = 4.5;

type Rgb = readonly [number, number, number];

function parse(hex: string): Rgb | null {
  const digits = /^#([0-9a-f]{6})$/i.exec(hex)?.[1];
  if (!digits) return null;
  const value = Number.parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function format(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const unit = part / 255;
    return unit <= 0.04045 ? unit / 12.92 : ((unit + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The contrast ratio of two `#rrggbb` colours as WCAG 2 defines it, 1 to 21. A malformed colour counts as 1. */
export function contrast(first: string, second: string): number {
  const [a, b] = [parse(first), parse(second)];
  if (!a || !b) return 1;
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** Hue and saturation stay, so that a colour made lighter is no greyer. Lightness 0 to 1. */
function withLightness(rgb: Rgb, lightness: number): string {
  const [max, min] = [Math.max(...rgb) / 255, Math.min(...rgb) / 255];
  const middle = (max + min) / 2;
  const saturation = max === min ? 0 : (max - min) / (1 - Math.abs(2 * middle - 1));
  const chroma = (1 - Math.abs(2 * lightness - 1)) * saturation;
  const low = lightness - chroma / 2;
  const scale = max === min ? 0 : chroma / (max - min);
  const [r, g, b] = rgb.map((part) => (low + (part / 255 - min) * scale) * 255) as [number, number, number];
  return format([r, g, b]);
}

/** The wash of an accent: the ground of badges and of what is chosen. */
function washOf(accent: string, { surface, strength }: { surface: string; strength: number }): string {
  const [over, under] = [parse(accent), parse(surface)];
  if (!over || !under) return surface;
  const mixed = (at: 0 | 1 | 2) => over[at] * strength + under[at] * (1 - strength);
  return format([mixed(0), mixed(1), mixed(2)]);
}

function isReadable(colour: string, theme: Theme): boolean {
  return contrast(colour, theme.sunken) >= readable && contrast(colour, washOf(colour, theme)) >= readable;
}

function untilReadable(from: Rgb, theme: Theme): string {
  const { end } = theme;
  const own = format(from);
  if (isReadable(own, theme)) return own;
  const start = (Math.max(...from) + Math.min(...from)) / 510;
  for (let step = 1; step < 50; step += 1) {
    const tried = withLightness(from, start + ((end - start) * step) / 50);
    if (isReadable(tried, theme)) return tried;
  }
  return end === 0 ? '#000000' : '#ffffff';
}

/** The salon's accent for each theme, or null when it has none (or a malformed one). */
export function accentOf(hex: string | null | undefined): { light: string; dark: string } | null {
  const colour = parse(hex ?? '');
  if (!colour) return null;
  return {
    light: untilReadable(colour, themes.light),
    dark: untilReadable(colour, themes.dark),
  };
}
