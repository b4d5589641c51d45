import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss(), remix(remixConfig)],
  build: {
    assetsInlineLimit: 0, // a data: address would need a hole in the content security policy
    ...(isSsrBuild && { target: 'node20' }), // by default it is written for old browsers, who know no await at the top level
  },
}));
