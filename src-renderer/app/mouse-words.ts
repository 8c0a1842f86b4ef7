import type { DragTool, MouseSettings } from '../../src-main/contract';

/** What a drag with each tool does, as the settings and the sheet of keys say it. */
export const dragWords: Readonly<Record<DragTool, string>> = {
  window: 'Window width and centre; with Shift finer',
  scroll: 'Scroll through the slices',
  pan: 'Move',
  zoom: 'Zoom',
  region: 'Window from a region',
  magnify: 'Magnifier',
};

/** The mouse as it is set, line by line. */
export const mouseWords = ({
  left,
  middle,
  right,
  wheel,
}: MouseSettings): readonly { readonly gesture: string; readonly what: string }[] => [
  { gesture: 'Left drag', what: `The tool in hand; at first: ${dragWords[left]}` },
  { gesture: 'Middle drag', what: dragWords[middle] },
  { gesture: 'Right drag', what: dragWords[right] },
  { gesture: 'Wheel', what: wheel === 'scroll' ? 'Slices' : 'Zoom to the pointer' },
  { gesture: 'Ctrl wheel', what: wheel === 'scroll' ? 'Zoom to the pointer' : 'Slices' },
  { gesture: wheel === 'scroll' ? 'Shift wheel' : 'Ctrl Shift wheel', what: 'Ten slices' },
  { gesture: 'Double click', what: 'Give the cell all the room, or fit to the window' },
];
