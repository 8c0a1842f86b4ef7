import { extname, join, normalize, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** The built page: next to the bundle of main. */
export const pageFolder = join(import.meta.dirname, '..', 'page');

/** A file of the page for the path of a URL; null for what is not the page's, such as a path that climbs out of `folder`. */
export function pageFile(folder: string, pathname: string): { readonly path: string; readonly type: string } | null {
  let name: string;
  try {
    name = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const path = normalize(join(folder, name === '/' ? 'index.html' : name));
  const type = types[extname(path)];
  return type && path.startsWith(folder + sep) && !name.includes('\0') ? { path, type } : null;
}

/**
 * What the page may load: its own files, and pictures and workers that it makes itself. No inline script or style, no eval,
 * nothing from the network. `connect` names the origins it speaks to besides its own.
 */
export const contentSecurityPolicy = (connect: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "worker-src 'self' blob:",
    ['connect-src', "'self'", ...connect].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Sent with every answer, in a browser and on the desktop. */
export const pageHeaders = (connect: readonly string[] = []): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': contentSecurityPolicy(connect),
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  // Alone in its process, so that no other site shares its memory, and SharedArrayBuffer is to be had.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
});
