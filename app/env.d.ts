/// <reference types="vite/client" />
/// <reference types="@remix-run/node" />

import 'i18next';
import type { PageTexts } from '#server/texts/catalogue.ts';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    contextSeparator: '#';
    resources: PageTexts;
  }
}
