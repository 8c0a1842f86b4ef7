import type { Session, WebContents } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { lockContents, lockSession } from '../../../src-main/shell/desktop/lock-down';

/** Whether an event of these contents was stopped. */
function isStopped(contents: EventEmitter, name: string): boolean {
  const event = { preventDefault: vi.fn() };
  contents.emit(name, event);
  return event.preventDefault.mock.calls.length > 0;
}

describe('the contents of a window', () => {
  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview'])('stop %s', (name) => {
    const contents = new EventEmitter();
    lockContents(contents as WebContents);
    expect(isStopped(contents, name)).toBe(true);
  });
  it('open no window: Electron 12 and on', () => {
    const setWindowOpenHandler = vi.fn();
    lockContents(Object.assign(new EventEmitter(), { setWindowOpenHandler }) as unknown as WebContents);
    expect(setWindowOpenHandler.mock.calls[0]![0]({ url: 'https://example.org/' })).toEqual({ action: 'deny' });
  });
  it('open no window: Electron 9', () => {
    const contents = new EventEmitter();
    lockContents(contents as WebContents);
    expect(isStopped(contents, 'new-window')).toBe(true);
  });
});

describe('the session of the windows', () => {
  const lock = () => {
    const session = {
      setPermissionRequestHandler: vi.fn(),
      setPermissionCheckHandler: vi.fn(),
      setDevicePermissionHandler: vi.fn(),
      webRequest: { onBeforeRequest: vi.fn() },
    };
    lockSession(session as unknown as Session, 'release');
    return session;
  };
  it.each(['media', 'geolocation', 'notifications', 'openExternal', 'clipboard-read'])('grants no %s', (permission) => {
    const { setPermissionRequestHandler, setPermissionCheckHandler } = lock();
    const decide = vi.fn();
    setPermissionRequestHandler.mock.calls[0]![0](null, permission, decide);
    expect(decide).toHaveBeenCalledWith(false);
    expect(setPermissionCheckHandler.mock.calls[0]![0](null, permission)).toBe(false);
  });
  it('grants the whole screen, which shows the images alone', () => {
    const decide = vi.fn();
    lock().setPermissionRequestHandler.mock.calls[0]![0](null, 'fullscreen', decide);
    expect(decide).toHaveBeenCalledWith(true);
  });
  it('grants no device', () => expect(lock().setDevicePermissionHandler.mock.calls[0]![0]({ deviceType: 'usb' })).toBe(false));
  it.each([
    ['https://example.org/beacon', true],
    ['file:///etc/passwd', true],
    ['tacet://app/assets/index.js', false],
  ])('of %s says: cancelled %s', (url, cancel) => {
    const decide = vi.fn();
    lock().webRequest.onBeforeRequest.mock.calls[0]![0]({ url }, decide);
    expect(decide).toHaveBeenCalledWith({ cancel });
  });
});
