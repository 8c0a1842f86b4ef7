import type { Part } from './moving';

/** Which measurements are chosen, on whichever of the surfaces that are seen together. */
export class Choice {
  /** The latest chosen last. */
  ids = $state.raw<readonly string[]>([]);
  /** Of the one chosen last: what the arrow keys move. */
  part = $state.raw<Part>('whole');
}
