import type { MeasurementKind } from '../../src-main/contract';
import type { Tool } from './gestures';

export type LeftTool = Tool | MeasurementKind;

/** What the reader has in hand, whichever cell the pointer is over. */
export class Hand {
  /** What a drag with the left button does, or what it measures. */
  leftTool = $state<LeftTool>('window');
  /** Text and measurements lie over the pictures. */
  overlayShown = $state(true);
}
