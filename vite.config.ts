import { svelte } from '@sveltejs/vite-plugin-svelte';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** Svelte keeps the weight of its scoped selectors low with `:where`, which Chromium knows from 88 on. */
const withoutWhere: Plugin = {
  name: 'without-where',
  enforce: 'pre',
  transform: (code, id) => (/[?&]type=style/.test(id) ? code.replace(/:where\((\.svelte-[a-z0-9]+)\)/g, '$1') : null),
};

export default defineConfig({
  root: join(import.meta.dirname, 'src-renderer'),
  // The page is served from the top of its origin: 127.0.0.1 or tacet://app.
  base: '/',
  publicDir: false,
  plugins: [withoutWhere, svelte({ configFile: false })],
  build: {
    outDir: join(import.meta.dirname, 'dist/page'),
    emptyOutDir: true,
    target: 'chrome83',
    // `data:` fonts and images would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
    reportCompressedSize: false,
  },
  logLevel: 'warn',
});
