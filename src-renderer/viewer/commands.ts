import type { Command } from '../app/shortcuts';
import { viewModes } from '../denoise/view';
import type { Denoising } from '../denoise/denoising.svelte';
import { zoomWithin } from './gestures';
import { flippedAcross, flippedDown, turnedLeft, turnedRight } from './turn';
import type { ViewerState } from './viewer-state.svelte';
import { presets } from './window';

const zoomStep = 1.25;

/** What the keyboard can do to the series in view. */
export function viewerCommands(viewer: ViewerState, denoising: Denoising): readonly Command[] {
  const { comparing } = denoising;
  const zoomBy = (factor: number) => (viewer.look = { ...viewer.look, zoom: zoomWithin(viewer.look.zoom * factor) });
  const reading: Command[] = [
    { id: 'previous-slice', run: () => viewer.step(-1) },
    { id: 'next-slice', run: () => viewer.step(1) },
    { id: 'ten-slices-back', run: () => viewer.step(-10) },
    { id: 'ten-slices-on', run: () => viewer.step(10) },
    { id: 'first-slice', run: () => viewer.goTo(0) },
    { id: 'last-slice', run: () => viewer.goTo(viewer.total - 1) },
    { id: 'cine', run: () => (viewer.playing = !viewer.playing) },
    ...presets.map((preset) => ({ id: preset.command, run: () => viewer.setWindow(preset) })),
    { id: 'window-dicom', run: () => viewer.windowOfImage() },
    { id: 'window-auto', run: () => viewer.windowOfSlice() },
    { id: 'invert', run: () => (viewer.inverted = !viewer.inverted) },
    { id: 'fit', run: () => viewer.fit() },
    { id: 'zoom-in', run: () => zoomBy(zoomStep) },
    { id: 'zoom-out', run: () => zoomBy(1 / zoomStep) },
    { id: 'turn-left', run: () => viewer.turn(turnedLeft) },
    { id: 'turn-right', run: () => viewer.turn(turnedRight) },
    { id: 'flip-across', run: () => viewer.turn(flippedAcross) },
    { id: 'flip-down', run: () => viewer.turn(flippedDown) },
    { id: 'overlay', run: () => (viewer.overlayShown = !viewer.overlayShown) },
    { id: 'reset-view', run: () => viewer.reset() },
    { id: 'tool-window', run: () => (viewer.leftTool = 'window') },
    { id: 'tool-pan', run: () => (viewer.leftTool = 'pan') },
    { id: 'tool-zoom', run: () => (viewer.leftTool = 'zoom') },
  ];
  if (viewer.series.notDenoisable) return reading;
  return [
    ...reading,
    { id: 'denoise', run: () => denoising.startOrCancel() },
    { id: 'hold-original', run: () => (comparing.originalHeld = true), release: () => (comparing.originalHeld = false) },
    { id: 'next-view', run: () => comparing.showNext() },
    ...viewModes.map((mode): Command => ({ id: `view-${mode}` as const, run: () => comparing.show(mode) })),
    { id: 'view-less', run: () => comparing.adjust(-1, denoising.rangeHu) },
    { id: 'view-more', run: () => comparing.adjust(1, denoising.rangeHu) },
    { id: 'noise-overlay', run: () => (comparing.noiseShown = !comparing.noiseShown) },
    { id: 'strength-down', run: () => denoising.changeStrength(-1) },
    { id: 'strength-up', run: () => denoising.changeStrength(1) },
  ];
}
