import { viewMode, type ViewMode } from '../../src-main/contract';
import type { Words } from '../language/words';

export const viewModes = viewMode.options;

export const nextMode = (mode: ViewMode): ViewMode => viewModes[(viewModes.indexOf(mode) + 1) % viewModes.length]!;

/** What the pixels of a picture are. */
export type Side = 'original' | 'denoised' | 'removed';

/** What a viewport shows: a picture, and for `swipe` another one right of its edge. */
export interface View {
  readonly side: Side;
  readonly beyondEdge: Side | null;
}
const only = (side: Side): View => ({ side, beyondEdge: null });

/** The viewports of a mode, from left to right. While the original is held up, every one of them shows it. */
export function viewsOf(mode: ViewMode, held: 'original' | 'nothing'): readonly View[] {
  if (mode === 'side-by-side') return [only('original'), only(held === 'original' ? 'original' : 'denoised')];
  if (mode === 'original' || held === 'original') return [only('original')];
  if (mode === 'swipe') return [{ side: 'original', beyondEdge: 'denoised' }];
  return [only(mode === 'difference' ? 'removed' : 'denoised')];
}

export const sidesIn = (views: readonly View[]): readonly Side[] =>
  views.flatMap(({ side, beyondEdge }) => (beyondEdge === null ? [side] : [side, beyondEdge]));

export interface Badge {
  readonly tone: 'denoised' | 'original' | 'waiting';
  readonly text: string;
}

/**
 * What a viewport says of its pixels. A picture with any noise taken away is named as such, always, with what did it and how
 * strongly; where the denoised picture was asked for and the original is shown, that is said too. What was removed is no picture of a patient.
 */
export function badgeOf(
  asked: Side,
  {
    noise,
    strength,
    modelTitle,
  }: { readonly noise: 'there' | 'to come' | 'never'; readonly strength: number; readonly modelTitle: string },
  words: Words['comparing']['badges'],
): Badge {
  if (asked === 'original') return { tone: 'original', text: words.original };
  if (noise === 'never') return { tone: 'waiting', text: words.notDenoised };
  if (noise === 'to come') return { tone: 'waiting', text: words.loading };
  if (asked === 'removed') return { tone: 'denoised', text: words.removed(modelTitle, percent(strength)) };
  if (strength === 0) return { tone: 'original', text: words.noStrength };
  return { tone: 'denoised', text: words.denoised(modelTitle, percent(strength)) };
}

export const percent = (fraction: number): string => `${Math.round(100 * fraction)} %`;
