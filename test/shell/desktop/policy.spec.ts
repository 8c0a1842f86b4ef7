import { describe, expect, it } from 'vitest';
import { isFromPage, isOwn, mayLoad, pageUrl, webPreferences } from '../../../src-main/shell/desktop/policy';

const foreign = [
  'https://example.org/',
  'http://127.0.0.1:8080/',
  'ws://127.0.0.1:8080/ws',
  'file:///etc/passwd',
  'tacet://other/',
  'tacet://app.example.org/',
  'tacet://app@example.org/',
  'tacet://app:8080/',
  'tacets://app/',
  'data:text/html,<script>alert(1)</script>',
  'javascript:alert(1)',
  'chrome://settings/',
  'about:blank',
  '',
];

describe('what belongs to the page', () => {
  it.each([pageUrl, 'tacet://app/assets/index.js', 'tacet://app/?a#b'])('%s does', (url) => expect(isOwn(url)).toBe(true));
  it.each(foreign)('"%s" does not', (url) => expect(isOwn(url)).toBe(false));
});

describe('what a window may load', () => {
  it.each([pageUrl, `blob:${pageUrl}4b1d`])('%s', (url) => expect(mayLoad(url, 'release')).toBe(true));
  it.each([...foreign, 'blob:https://example.org/4b1d'])('but not "%s"', (url) => {
    expect(mayLoad(url, 'release')).toBe(false);
    expect(mayLoad(url, 'checkout')).toBe(false);
  });
  it('developer tools in a checkout only', () => {
    expect(mayLoad('devtools://devtools/bundled/inspector.html', 'checkout')).toBe(true);
    expect(mayLoad('devtools://devtools/bundled/inspector.html', 'release')).toBe(false);
  });
});

describe('who may call', () => {
  const sender = { getURL: () => pageUrl };
  it('the top frame of the page', () => expect(isFromPage({ sender, senderFrame: { url: pageUrl, parent: null } })).toBe(true));
  it('no frame inside of it', () => expect(isFromPage({ sender, senderFrame: { url: pageUrl, parent: {} } })).toBe(false));
  it('no other page', () =>
    expect(isFromPage({ sender, senderFrame: { url: 'https://example.org/', parent: null } })).toBe(false));
  it('no frame that is gone, although its window is at the page', () =>
    expect(isFromPage({ sender, senderFrame: null })).toBe(false));
  it('in Electron 9, which knows no frames, a window that is at the page', () => {
    expect(isFromPage({ sender })).toBe(true);
    expect(isFromPage({ sender: { getURL: () => 'https://example.org/' } })).toBe(false);
  });
});

describe('the preferences of a window', () => {
  // Items 2 to 8 and 11 to 12 of Electron's security checklist.
  const asked = {
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  };
  it.each(Object.entries(asked))('%s is %s', (name, value) => expect(webPreferences('', 'checkout')).toHaveProperty(name, value));
  it('no blink feature is turned on', () => expect(webPreferences('', 'release')).not.toHaveProperty('enableBlinkFeatures'));
  it('a release has no developer tools', () => {
    expect(webPreferences('', 'release').devTools).toBe(false);
    expect(webPreferences('', 'checkout').devTools).toBe(true);
  });
});
