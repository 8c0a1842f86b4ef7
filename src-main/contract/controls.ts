import { z } from 'zod';

/** The keys a reader begins with: Tacet's own, or those that a reader of OHIF or of Horos has in the fingers. */
export const keySet = z.enum(['tacet', 'ohif', 'horos']);
export type KeySet = z.infer<typeof keySet>;

/** A key, or several held together, as the page writes them: `g`, `Shift+ArrowUp`, `Mod+z` (`Mod`: Ctrl, or Command on a Mac). */
const combination = z.string().min(1).max(40);

/** What a drag with a button of the mouse can do. */
export const dragTool = z.enum(['window', 'scroll', 'pan', 'zoom', 'region', 'magnify']);
export type DragTool = z.infer<typeof dragTool>;

/** What turning the wheel does; with Ctrl it does the other. */
export const wheelUse = z.enum(['scroll', 'zoom']);
export type WheelUse = z.infer<typeof wheelUse>;

export const mouseSettings = z.object({
  /** Until another tool is taken in hand. */
  left: dragTool,
  middle: dragTool,
  right: dragTool,
  wheel: wheelUse,
});
export type MouseSettings = Readonly<z.infer<typeof mouseSettings>>;

export const controls = z.object({
  keySet,
  /** Keys that the reader chose instead, by command; none for a command without a key. A command that this version lacks is passed over. */
  ownKeys: z.record(z.string().max(60), z.array(combination).max(6)),
  mouse: mouseSettings,
});
export type Controls = Readonly<z.infer<typeof controls>>;

export const usualMouse: MouseSettings = { left: 'window', middle: 'pan', right: 'zoom', wheel: 'scroll' };
export const usualControls: Controls = { keySet: 'tacet', ownKeys: {}, mouse: usualMouse };

/** How a series plays: around and around, or to its end and back. */
export const cineWay = z.enum(['loop', 'back-and-forth']);
export const cineSettings = z.object({ slicesPerSecond: z.number().min(1).max(60), way: cineWay });
export type CineSettings = Readonly<z.infer<typeof cineSettings>>;
export const usualCine: CineSettings = { slicesPerSecond: 10, way: 'loop' };
