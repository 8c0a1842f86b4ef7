import type { MouseSettings } from '../../src-main/contract';
import { say } from '../language/language.svelte';

/** The mouse as it is set, line by line. */
export function mouseLines({
  left,
  middle,
  right,
  wheel,
}: MouseSettings): readonly { readonly gesture: string; readonly what: string }[] {
  const { gestures, drags, wheelUses, toolInHand, tenSlices, doubleClick } = say().keyboard;
  return [
    { gesture: gestures.left, what: toolInHand(drags[left]) },
    { gesture: gestures.middle, what: drags[middle] },
    { gesture: gestures.right, what: drags[right] },
    { gesture: gestures.wheel, what: wheelUses[wheel] },
    { gesture: gestures.ctrlWheel, what: wheelUses[wheel === 'scroll' ? 'zoom' : 'scroll'] },
    { gesture: wheel === 'scroll' ? gestures.shiftWheel : gestures.ctrlShiftWheel, what: tenSlices },
    { gesture: gestures.doubleClick, what: doubleClick },
  ];
}
