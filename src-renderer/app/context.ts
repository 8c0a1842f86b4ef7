import { createContext } from 'svelte';
import type { ComparingCases } from '../cases/comparing-cases.svelte';
import type { Grid } from '../grid/grid.svelte';
import type { SavingPictures } from '../pictures/saving-pictures.svelte';
import type { FineTuning } from '../settings/fine-tuning.svelte';
import type { TagBrowser } from '../tags/tag-browser.svelte';
import type { GpuPainter } from '../viewer/gpu/gpu-painter';
import type { Reading } from '../viewer/reading.svelte';
import type { ControlSettings } from './control-settings.svelte';
import type { Layout } from './layout.svelte';
import type { Session } from './session.svelte';
import type { Shortcuts } from './shortcut-dispatcher';

/** Made in App.svelte; everything below asks for it here. */
export const [getSession, setSession] = createContext<Session>();
export const [getShortcuts, setShortcuts] = createContext<Shortcuts>();
/** Keys, mouse and cine as the reader has set them. */
export const [getControls, setControls] = createContext<ControlSettings>();
export const [getLayout, setLayout] = createContext<Layout>();
/** Lives as long as the window, so that closing the settings doesn't forget a training that runs. */
export const [getFineTuning, setFineTuning] = createContext<FineTuning>();
/** Lives as long as the window, so that a comparison can be left and come back to. */
export const [getComparingCases, setComparingCases] = createContext<ComparingCases>();
/** What the reader looks for among the attributes, so that it stays from image to image. */
export const [getTags, setTags] = createContext<TagBrowser>();
/** Which series are shown where, and how each was left, so that coming back to one finds it so. */
export const [getGrid, setGrid] = createContext<Grid>();
/** What the page keeps of the open study. */
export const [getReading, setReading] = createContext<Reading>();
/** Lives as long as the window: the reader goes on reading while pictures are saved. */
export const [getSavingPictures, setSavingPictures] = createContext<SavingPictures>();
/** What all viewports paint with; null where the browser has no WebGL 2 and the page paints by itself. */
export const [getGpuPainter, setGpuPainter] = createContext<GpuPainter | null>();
