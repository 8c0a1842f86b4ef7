import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { DesktopBridge } from '../../contract';
import { channels } from './channels';

/**
 * All that the page gets of Electron: three functions, by name. It can neither listen to nor send on a channel of its own choice,
 * and it never sees a path: those of dropped files go straight to main, which answers with a grant.
 */
const bridge: DesktopBridge = {
  call: (name, request) => ipcRenderer.invoke(channels.call, name, request),
  onEvent: (listener) => {
    // The Electron event would hand the page `sender`; it gets the message alone.
    const hear = (_event: unknown, message: unknown) => listener(message);
    ipcRenderer.on(channels.event, hear);
    return () => void ipcRenderer.removeListener(channels.event, hear);
  },
  grantFiles: (files) => ipcRenderer.invoke(channels.grantFiles, Array.from(files, pathOf)),
};

/** Electron 32 took `File.path` away and gave `webUtils` instead. */
const pathOf = (file: File): string => webUtils?.getPathForFile(file) ?? (file as File & { path?: string }).path ?? '';

contextBridge.exposeInMainWorld('tacet', bridge);
