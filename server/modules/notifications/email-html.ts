import { Body } from '@react-email/body';
import { Button } from '@react-email/button';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Heading } from '@react-email/heading';
import { Html } from '@react-email/html';
import { Preview } from '@react-email/preview';
import { Text } from '@react-email/text';
import { createElement as h, type CSSProperties, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { accentOf } from '#server/modules/salon/accent.schema.ts';
import type { Locale } from '#server/texts/catalogue.ts';

/** The parts of an e-mail, as plain text each. */
export interface EmailContent {
  locale: Locale;
  salonName: string;
  subject: string;
  greeting: string;
  lead: string;
  /** Each with where it leads to, if anywhere. */
  details: { label: string; value: string; link?: string }[];
  action: { label: string; link: string };
  note: string;
  /** One line each. */
  signature: string[];
  why: string;
}

// Many mail programs read no style sheet, so each element carries its own. Measured contrast on white: #1f2a26 14.9:1,
// #51605a 6.7:1, white on #1f5f4d 7.6:1.
const ink = '#1f2a26';
const quiet = '#51605a';
const paper = '#ffffff';
const ground = '#f3f5f1';

/** A mail's one colour, for a light and for a dark ground. */
type Accent = NonNullable<ReturnType<typeof accentOf>>;
const ledigsOwn: Accent = { light: '#1f5f4d', dark: '#7cc9b0' };

const styles = {
  body: { backgroundColor: ground, margin: 0, padding: 0 },
  page: { maxWidth: 520, backgroundColor: paper },
  content: {
    padding: '28px 24px',
    color: ink,
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif',
    fontSize: 16,
    lineHeight: 1.5,
    overflowWrap: 'anywhere',
  },
  salon: { margin: '0 0 20px', fontSize: 14, lineHeight: 1.5, fontWeight: 600, color: quiet },
  heading: { margin: '0 0 16px', fontSize: 22, lineHeight: 1.3, fontWeight: 600 },
  paragraph: { margin: '0 0 16px', fontSize: 16, lineHeight: 1.5 },
  line: { margin: 0, fontSize: 16, lineHeight: 1.5 },
  term: { margin: 0, fontSize: 14, color: quiet },
  value: { margin: '0 0 10px', fontWeight: 600 },
  details: { margin: '0 0 20px', padding: '14px 16px 4px', backgroundColor: ground, borderRadius: 8 },
  button: {
    display: 'inline-block',
    margin: '0 0 16px',
    padding: '13px 22px',
    borderRadius: 8,
    color: paper,
    fontWeight: 600,
    textDecoration: 'none',
  },
  footer: { margin: '24px 0 0', fontSize: 13, lineHeight: 1.5, color: quiet },
} satisfies Record<string, CSSProperties>;

// For those that read one, in the dark. Measured contrast on #18211d: #e6ece8 13.8:1, #a9b8b0 8:1; #10201a on #7cc9b0 8.9:1.
// A salon's accent is 4.5:1 or more on the pages' sunken ground, which is darker by day and lighter by night than any ground here.
const inTheDark = (accent: string) => `@media (prefers-color-scheme: dark) {
  .ground, .ground td { background-color: #0f1613 !important }
  .paper { border-top-color: ${accent} !important }
  .paper, .paper main { background-color: #18211d !important; color: #e6ece8 !important }
  .raised { background-color: #222d28 !important }
  .quiet { color: #a9b8b0 !important }
  .link { color: ${accent} !important }
  .action { background-color: ${accent} !important; color: #10201a !important }
}`;

/**
 * A whole document. React escapes all of the content, so a name can bring no markup with it.
 * @param salonAccent the colour that the salon chose, `#rrggbb`: made readable in both themes; Ledig's own when null or malformed
 */
export function composeHtml(content: EmailContent, salonAccent: string | null = null): string {
  const accent = accentOf(salonAccent) ?? ledigsOwn;
  const page = h(
    Html,
    { lang: content.locale },
    h(
      Head,
      null,
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('meta', { name: 'supported-color-schemes', content: 'light dark' }),
      h('title', null, content.subject),
      h('style', null, inTheDark(accent.dark)),
    ),
    h(
      Body,
      { className: 'ground', style: styles.body },
      h(Preview, null, content.lead),
      h(
        Container,
        { className: 'paper', style: { ...styles.page, borderTop: `4px solid ${accent.light}` } },
        h('main', { style: styles.content }, ...partsOf(content, accent.light)),
      ),
    ),
  );
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}

function partsOf(
  { salonName, subject, greeting, lead, details, action, note, signature, why }: EmailContent,
  accent: string,
): ReactNode[] {
  return [
    h(Text, { className: 'quiet', style: styles.salon }, salonName),
    h(Heading, { as: 'h1', style: styles.heading }, subject),
    h(Text, { style: styles.paragraph }, greeting),
    h(Text, { style: styles.paragraph }, ...linesOf(lead)),
    details.length > 0 &&
      h(
        'dl',
        { className: 'raised', style: styles.details },
        details.flatMap(({ label, value, link }, index) => [
          h('dt', { key: `${index} term`, className: 'quiet', style: styles.term }, label),
          h(
            'dd',
            { key: index, style: styles.value },
            link
              ? h('a', { href: link, target: '_top', className: 'link', style: { color: accent } }, value)
              : value,
          ),
        ]),
      ),
    h(
      Button,
      {
        className: 'action',
        href: action.link,
        target: '_top',
        style: { ...styles.button, backgroundColor: accent },
      },
      action.label,
    ),
    note !== '' && h(Text, { style: styles.paragraph }, ...linesOf(note)),
    signature.map((line) => h(Text, { key: line, style: styles.line }, line)),
    h(Text, { className: 'quiet', style: styles.footer }, why),
  ];
}

/** Mail programs run lines together that no element divides. */
function linesOf(text: string): ReactNode[] {
  return text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [h('br'), line]));
}
