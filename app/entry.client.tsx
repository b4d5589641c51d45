import { RemixBrowser } from '@remix-run/react';
import i18next from 'i18next';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { bearBadNetworks } from '#app/connection.ts';
import { fallbackLocale, i18nOptions, isLocale } from '#server/texts/catalogue.ts';
import { languageFiles } from '#server/texts/language-files.ts';

/** The page came in one language, and only that one's texts are loaded. Changing it loads the page anew. */
async function hydrate(): Promise<void> {
  const given = document.documentElement.lang;
  const locale = isLocale(given) ? given : fallbackLocale;
  const { pages } = await languageFiles[locale]();
  await i18next
    .use(initReactI18next)
    .init({ ...i18nOptions, lng: locale, resources: { [locale]: pages }, ns: Object.keys(pages) });
  startTransition(() => {
    hydrateRoot(
      document,
      <I18nextProvider i18n={i18next}>
        <StrictMode>
          <RemixBrowser />
        </StrictMode>
      </I18nextProvider>,
    );
  });
}

bearBadNetworks();
void hydrate();
