import { troubleOf, type DesktopBridge } from '../../src-main/contract';
import type { Transport } from './transport';

/** Electron IPC through the preload. It can't drop while the window lives. */
export const desktopTransport = (bridge: DesktopBridge): Transport => ({
  call: (name, request) => bridge.call(name, request).catch((thrown: unknown) => ({ ok: false, error: troubleOf(thrown) })),
  onEvent: (listener) => bridge.onEvent(listener),
  onState: (listener) => {
    listener('connected');
    return () => undefined;
  },
  grantFiles: (files) => bridge.grantFiles(files),
});
