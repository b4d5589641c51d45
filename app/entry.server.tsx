import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { createInstance, type i18n } from 'i18next';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { i18nOptions, type Locale, type PageTexts } from '#server/texts/catalogue.ts';
import { pages as english } from '#server/texts/en/pages.ts';
import { pages as norwegian } from '#server/texts/nb/pages.ts';
import { NonceContext } from './nonce.ts';

const abortDelayMs = 5_000;

// One translator for each language: it is only read while pages render.
const translators: Record<Locale, i18n> = {
  en: createTranslator('en', english),
  nb: createTranslator('nb', norwegian),
};

function createTranslator(lng: Locale, pages: PageTexts): i18n {
  const translator = createInstance();
  void translator.use(initReactI18next).init({
    ...i18nOptions,
    lng,
    resources: { [lng]: pages },
    ns: Object.keys(pages),
    initImmediate: false, // the texts are here: nothing to wait for
  });
  return translator;
}

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { locale, cspNonce }: AppLoadContext,
): Promise<Response> {
  // People get the page while it still streams; robots, and people without scripts who would wait in vain for the
  // rest, get it whole only in the first case. No page here streams late data, so both are the same in content.
  const readyEvent = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady';
  return new Promise((resolve, reject) => {
    let shellSent = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={cspNonce}>
        <I18nextProvider i18n={translators[locale]}>
          <RemixServer context={remixContext} url={request.url} abortDelay={abortDelayMs} nonce={cspNonce} />
        </I18nextProvider>
      </NonceContext.Provider>,
      {
        nonce: cspNonce,
        [readyEvent]() {
          shellSent = true;
          const body = new PassThrough();
          headers.set('Content-Type', 'text/html; charset=utf-8');
          headers.set('Content-Language', locale);
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          status = 500;
          // Errors before the shell reach the caller by onShellError; later ones would be lost.
          if (shellSent) console.error(error);
        },
      },
    );
    setTimeout(abort, abortDelayMs + 1_000).unref();
  });
}
