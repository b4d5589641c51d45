import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useMatches,
  useRouteLoaderData,
  type ShouldRevalidateFunction,
} from '@remix-run/react';
import { KeptScroll } from './ui/kept-scroll.tsx';
import { useContext, useEffect, useMemo, useRef, type CSSProperties, type ReactNode } from 'react';
import { useBusy } from '#app/connection.ts';
import { accentOf } from '#server/modules/salon/accent.schema.ts';
import { ConnectionNotice } from '#app/ui/connection-notice.tsx';
import { problemKind, problemTitles } from '#app/ui/problem.ts';
import { ProblemPage } from '#app/ui/problem-page.tsx';
import { isLinkPage } from './link-page.ts';
import { useNonce } from './nonce.ts';
import { catalogueNames } from './page-texts.ts';
import { ownPicture, previewTags } from './preview.server.ts';
import stylesheet from './styles/app.css?url';
import { readSentTexts, SentTextsContext, sentTextsId } from './sent-texts.ts';
import { languageNames, sentTextsOf, textsOf } from './texts.server.ts';
import type { Translator } from './translator.ts';
import { TranslatorContext } from './use-translation.ts';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' },
];

export function loader({ context, request }: LoaderFunctionArgs) {
  const { isDocument, locale, publicUrl } = context;
  const { pathname } = new URL(request.url);
  const t = textsOf(locale, 'common');
  return data({
    locale,
    languages: languageNames(),
    // A document has them anyway, in a script of their own.
    texts: isDocument ? null : sentTextsOf(locale, pathname).json,
    problemTitles: problemTitles(t),
    /** What a link page shows of itself before it is opened, beside its title. */
    linkPreview: isLinkPage(pathname)
      ? previewTags({ locale, description: t('linkDescription'), picture: ownPicture(publicUrl) })
      : [],
  });
}

/** On the way to another page, only where that one may need texts which this one did not have: others, or in another language. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl }) => {
  const present = catalogueNames(currentUrl.pathname);
  return (
    subjectOf(currentUrl) !== subjectOf(nextUrl) ||
    catalogueNames(nextUrl.pathname).some((name) => !present.includes(name))
  );
};

/** What a page is about, as the first two parts of its address name it: a salon, or a link. Its language hangs on that. */
function subjectOf({ pathname }: URL): string {
  return pathname.split('/', 3).join('/');
}

/** The title when no page could be made; every page else has its own. */
export const meta: MetaFunction<typeof loader> = ({ data: root, error }) => [
  { title: error && root ? root.problemTitles[problemKind(error)] : 'Ledig' },
];

export function Layout({ children }: { children: ReactNode }) {
  const sent = useContext(SentTextsContext);
  const translator = useLatestTexts(sent.translator);
  const nonce = useNonce();
  return (
    <TranslatorContext.Provider value={translator}>
      <html lang={translator.locale} style={useAccent()}>
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <Meta />
          <Links />
        </head>
        <body>
          {children}
          <KeptScroll>
            <ScrollRestoration nonce={nonce} />
          </KeptScroll>
          <script id={sentTextsId} type="application/json" dangerouslySetInnerHTML={{ __html: sent.json }} />
          <Scripts nonce={nonce} />
        </body>
      </html>
    </TranslatorContext.Provider>
  );
}

export default function App() {
  useFocusAfterNavigation();
  return (
    <>
      <Progress />
      <Outlet />
      <ConnectionNotice />
    </>
  );
}

export function ErrorBoundary() {
  return <ProblemPage />;
}

/** On the way to a page that needs others, its texts come with its data. */
function useLatestTexts(first: Translator): Translator {
  const latest = useRouteLoaderData<typeof loader>('root')?.texts;
  return useMemo(() => (latest ? readSentTexts(latest).translator : first), [latest, first]);
}

/** The accent of the salon that the page is about: whichever loader tells one (`accentColour`), the innermost first. */
function useAccent(): CSSProperties | undefined {
  const told = useMatches()
    .map((match) => (match.data ?? {}) as { accentColour?: unknown })
    .findLast((found) => typeof found.accentColour === 'string')?.accentColour;
  const accent = typeof told === 'string' ? accentOf(told) : null;
  if (!accent) return undefined;
  // React's type knows no custom properties.
  return { '--salon-accent-by-day': accent.light, '--salon-accent-by-night': accent.dark } as CSSProperties;
}

/** Says that a click was heard. It waits a moment, so that quick pages do not flicker. */
function Progress() {
  const busy = useBusy();
  return (
    <div
      aria-hidden="true"
      className={`pointer-events-none fixed inset-x-0 top-0 z-50 h-1 origin-left bg-accent transition-[transform,opacity] ${
        busy
          ? 'scale-x-75 opacity-100 delay-150 duration-(--long)'
          : 'scale-x-0 opacity-0 duration-(--steady)'
      }`}
    />
  );
}

/**
 * Where a link leads to another step, the element that had the focus is gone, and a keyboard or screen reader would start over at the
 * top of the document. The new page's title takes it then, as it would be the first thing said after a full load.
 */
function useFocusAfterNavigation() {
  const { key } = useLocation();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, [key]);
}
