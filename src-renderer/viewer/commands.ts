import type { ControlSettings } from '../app/control-settings.svelte';
import type { Command } from '../app/shortcuts';
import { viewModes } from '../denoise/view';
import type { Denoising } from '../denoise/denoising.svelte';
import { faster, slower } from './cine';
import { zoomWithin } from './gestures';
import { flippedAcross, flippedDown, turnedLeft, turnedRight } from './turn';
import type { ViewerState } from './viewer-state.svelte';
import { presetsOf } from './window';

const zoomStep = 1.25;
/** Those that stand on the rail. */
const dragTools = ['window', 'scroll', 'pan', 'zoom', 'region'] as const;

/** What the keyboard can do to the series in view. */
export function viewerCommands(viewer: ViewerState, denoising: Denoising, controls: ControlSettings): readonly Command[] {
  const { comparing } = denoising;
  const zoomBy = (factor: number) => (viewer.look = { ...viewer.look, zoom: zoomWithin(viewer.look.zoom * factor) });
  const reading: Command[] = [
    { id: 'previous-slice', run: () => viewer.step(-1) },
    { id: 'next-slice', run: () => viewer.step(1) },
    { id: 'ten-slices-back', run: () => viewer.step(-10) },
    { id: 'ten-slices-on', run: () => viewer.step(10) },
    { id: 'first-slice', run: () => viewer.goTo(0) },
    { id: 'last-slice', run: () => viewer.goTo(viewer.total - 1) },
    { id: 'go-to-slice', run: () => (viewer.seeking = true) },
    ...cineCommands(viewer, controls),
    ...presetsOf(controls.controls.keySet).map((preset) => ({ id: preset.command, run: () => viewer.setWindow(preset) })),
    { id: 'window-dicom', run: () => viewer.windowOfImage() },
    { id: 'window-auto', run: () => viewer.windowOfSlice() },
    { id: 'invert', run: () => (viewer.inverted = !viewer.inverted) },
    { id: 'fit', run: () => viewer.fit() },
    { id: 'actual-size', run: () => viewer.actualSize(devicePixelRatio) },
    { id: 'zoom-in', run: () => zoomBy(zoomStep) },
    { id: 'zoom-out', run: () => zoomBy(1 / zoomStep) },
    { id: 'turn-left', run: () => viewer.turn(turnedLeft) },
    { id: 'turn-right', run: () => viewer.turn(turnedRight) },
    { id: 'flip-across', run: () => viewer.turn(flippedAcross) },
    { id: 'flip-down', run: () => viewer.turn(flippedDown) },
    { id: 'magnify', run: () => viewer.holdLens('up'), release: () => viewer.holdLens('down') },
    { id: 'overlay', run: () => (viewer.overlayShown = !viewer.overlayShown) },
    { id: 'reset-view', run: () => viewer.reset() },
    ...dragTools.map((tool) => ({ id: `tool-${tool}` as const, run: () => (viewer.leftTool = tool) })),
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
    { id: 'strength-automatic', run: () => denoising.chooseStrengthAutomatically() },
    { id: 'contrast-down', run: () => denoising.changeContrast(-1) },
    { id: 'contrast-up', run: () => denoising.changeContrast(1) },
  ];
}

const cineCommands = (viewer: ViewerState, controls: ControlSettings): readonly Command[] => [
  { id: 'cine', run: () => (viewer.playing = !viewer.playing) },
  { id: 'cine-slower', run: () => void controls.changeCine({ slicesPerSecond: slower(controls.cine.slicesPerSecond) }) },
  { id: 'cine-faster', run: () => void controls.changeCine({ slicesPerSecond: faster(controls.cine.slicesPerSecond) }) },
  { id: 'cine-way', run: () => void controls.changeCine({ way: controls.cine.way === 'loop' ? 'back-and-forth' : 'loop' }) },
];
