import { shortcuts, type Command } from '../app/shortcuts';
import { measuringCommands } from '../measuring/commands';
import { zoomWithin } from '../viewer/gestures';
import { fitted } from '../viewer/geometry';
import type { Mpr } from './mpr.svelte';

const zoomStep = 1.25;
/** Groups whose commands mean the same for slices and for planes, and commands of the others that do. */
const sharedGroups = ['Window', 'Tools'];
const shared = [
  'denoise',
  'hold-original',
  'view-original',
  'view-denoised',
  'strength-down',
  'strength-up',
  'strength-automatic',
  'contrast-down',
  'contrast-up',
];

/** What the keyboard can do while three planes are shown. `ofStack`: what it can do to the slices. */
export function mprCommands(mpr: Mpr, ofStack: readonly Command[], leave: () => void): readonly Command[] {
  const { viewer, denoising } = mpr.reading;
  const { comparing } = denoising;
  const measuring = () => mpr.measuring[mpr.active];
  const group = (id: Command['id']) => shortcuts.find((shortcut) => shortcut.id === id)!.group;
  const zoomBy = (factor: number) => {
    const look = mpr.lookOf(mpr.active);
    mpr.setLook(mpr.active, { ...look, zoom: zoomWithin(look.zoom * factor) });
  };
  return [
    ...ofStack.filter(({ id }) => sharedGroups.includes(group(id)) || shared.includes(id)),
    { id: 'previous-slice', run: () => mpr.step(mpr.active, -1) },
    { id: 'next-slice', run: () => mpr.step(mpr.active, 1) },
    { id: 'ten-slices-back', run: () => mpr.step(mpr.active, -10) },
    { id: 'ten-slices-on', run: () => mpr.step(mpr.active, 10) },
    { id: 'first-slice', run: () => mpr.goToEnd(mpr.active, 'first') },
    { id: 'last-slice', run: () => mpr.goToEnd(mpr.active, 'last') },
    { id: 'fit', run: () => mpr.setLook(mpr.active, fitted) },
    { id: 'zoom-in', run: () => zoomBy(zoomStep) },
    { id: 'zoom-out', run: () => zoomBy(1 / zoomStep) },
    { id: 'overlay', run: () => (viewer.overlayShown = !viewer.overlayShown) },
    {
      id: 'reset-view',
      run: () => {
        mpr.fit();
        viewer.inverted = false;
        viewer.windowOfImage();
      },
    },
    { id: 'next-view', run: () => comparing.show(comparing.mode === 'original' ? 'denoised' : 'original') },
    ...measuringCommands(measuring, viewer),
    { id: 'measure-cancel', run: () => measuring().cancel() === 'nothing going on' && leave() },
  ];
}
