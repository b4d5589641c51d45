import { createElement as h, type CSSProperties, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Locale } from '#server/texts/catalogue.ts';

/** The parts of an e-mail, as plain text each. */
export interface EmailContent {
  locale: Locale;
  salonName: string;
  subject: string;
  greeting: string;
  lead: string;
  details: { label: string; value: string }[];
  action: { label: string; link: string };
  note: string;
  /** One line each. */
  signature: string[];
  why: string;
}

// Mail programs read no style sheet, so each element carries its own. Measured contrast on white: #1f2a26 14.9:1,
// #51605a 6.7:1, white on #1f5f4d 7.6:1.
const ink = '#1f2a26';
const quiet = '#51605a';
const paper = '#ffffff';
const accent = '#1f5f4d';

const styles = {
  body: { margin: 0, padding: 0, backgroundColor: '#f3f5f1' },
  page: {
    maxWidth: 520,
    margin: '0 auto',
    padding: '28px 24px',
    backgroundColor: paper,
    color: ink,
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif',
    fontSize: 16,
    lineHeight: 1.5,
  },
  salon: { margin: '0 0 20px', fontSize: 14, fontWeight: 600, color: quiet },
  heading: { margin: '0 0 16px', fontSize: 22, lineHeight: 1.3, fontWeight: 600 },
  paragraph: { margin: '0 0 16px' },
  term: { margin: 0, fontSize: 14, color: quiet },
  value: { margin: '0 0 10px', fontWeight: 600 },
  details: { margin: '0 0 20px', padding: '14px 16px 4px', backgroundColor: '#f3f5f1', borderRadius: 8 },
  button: {
    display: 'inline-block',
    padding: '13px 22px',
    borderRadius: 8,
    backgroundColor: accent,
    color: paper,
    fontWeight: 600,
    textDecoration: 'none',
  },
  footer: { margin: '24px 0 0', fontSize: 13, color: quiet },
} satisfies Record<string, CSSProperties>;

/** A whole document. React escapes all of the content, so a name can bring no markup with it. */
export function composeHtml(content: EmailContent): string {
  const { greeting, lead, details, action, note, signature, why } = content;
  const page = h(
    'html',
    { lang: content.locale },
    h(
      'head',
      null,
      h('meta', { charSet: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light' }),
      h('title', null, content.subject),
    ),
    h(
      'body',
      { style: styles.body },
      h(
        'main',
        { style: styles.page },
        h('p', { style: styles.salon }, content.salonName),
        h('h1', { style: styles.heading }, content.subject),
        h('p', { style: styles.paragraph }, greeting),
        h('p', { style: styles.paragraph }, ...linesOf(lead)),
        details.length > 0 &&
          h(
            'dl',
            { style: styles.details },
            details.flatMap(({ label, value }) => [
              h('dt', { key: `${label} term`, style: styles.term }, label),
              h('dd', { key: label, style: styles.value }, value),
            ]),
          ),
        h(
          'p',
          { style: styles.paragraph },
          h('a', { href: action.link, style: styles.button }, action.label),
        ),
        note !== '' && h('p', { style: styles.paragraph }, ...linesOf(note)),
        signature.map((line) => h('p', { key: line, style: { ...styles.paragraph, margin: 0 } }, line)),
        h('p', { style: styles.footer }, why),
      ),
    ),
  );
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}

/** Mail programs run lines together that no element divides. */
function linesOf(text: string): ReactNode[] {
  return text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [h('br'), line]));
}
