import type { IpcMain, WebContents } from 'electron';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { callMessage, events, fail, type Emit, type EventMessage } from '../../contract';
import { dispatch, type Session } from '../handlers';
import { channels } from './channels';
import { isFromPage } from './policy';

/** A file that lies nowhere (dragged out of a web page) has an empty path. */
const droppedPaths = z.array(z.string().refine(isAbsolute)).min(1).max(10_000);

/** Answers the pages, each from the session of its own window. Whoever else speaks on these channels gets nothing. */
export function answerCalls(ipcMain: IpcMain, sessionOf: (contents: WebContents) => Session | undefined): void {
  ipcMain.handle(channels.call, async (event, name: unknown, request: unknown) => {
    const session = isFromPage(event) && sessionOf(event.sender);
    const message = callMessage.safeParse({ type: 'call', id: 0, name, request });
    if (!session || !message.success) return fail('sender-unknown');
    return (await dispatch(session.handlers, message.data)).outcome;
  });
  ipcMain.handle(channels.grantFiles, async (event, paths: unknown) => {
    const session = isFromPage(event) && sessionOf(event.sender);
    if (!session) throw new Error('Tacet answers only its own window.');
    return session.places.grant(droppedPaths.parse(paths));
  });
}

/** Tells a window what happened, in the contract's words, for as long as it is there. */
export const emitTo =
  (contents: WebContents): Emit =>
  (name, payload) => {
    if (contents.isDestroyed()) return;
    const event = events[name];
    contents.send(channels.event, {
      type: 'event',
      name: event.name,
      payload: event.payload.parse(payload),
    } satisfies EventMessage);
  };
