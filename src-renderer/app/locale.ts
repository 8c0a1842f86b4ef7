// Imported before the rest of the page. Under LANG=C Chromium names a language, `en-US@posix`, that its own Intl refuses, and a library
// that formats a number while it loads (uPlot does) would take the whole page with it.
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
}
