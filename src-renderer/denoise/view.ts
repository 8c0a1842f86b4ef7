/** How the reader compares. */
export type ViewMode = 'original' | 'denoised' | 'side-by-side';
export const viewModes = ['original', 'denoised', 'side-by-side'] as const satisfies readonly ViewMode[];

export const nextMode = (mode: ViewMode): ViewMode => viewModes[(viewModes.indexOf(mode) + 1) % viewModes.length]!;

/** What a viewport was asked to show. */
export type Side = 'original' | 'denoised';

/** The viewports of a mode, from left to right. While the original is held up, every one of them shows it. */
export function sidesOf(mode: ViewMode, held: 'original' | 'nothing'): readonly Side[] {
  if (mode === 'side-by-side') return ['original', held === 'original' ? 'original' : 'denoised'];
  return [held === 'original' ? 'original' : mode];
}

export interface Badge {
  readonly tone: 'denoised' | 'original' | 'waiting';
  readonly text: string;
}

/**
 * What a viewport says of its pixels. A picture with any noise taken away is named as such, always, with what did it and how
 * strongly; where the denoised picture was asked for and the original is shown, that is said too.
 */
export function badgeOf(
  asked: Side,
  {
    noise,
    strength,
    modelTitle,
  }: { readonly noise: 'there' | 'to come' | 'never'; readonly strength: number; readonly modelTitle: string },
): Badge {
  if (asked === 'original') return { tone: 'original', text: 'Original' };
  if (noise === 'never') return { tone: 'waiting', text: 'Original · not denoised yet' };
  if (noise === 'to come') return { tone: 'waiting', text: 'Original · denoised slice is loading' };
  if (strength === 0) return { tone: 'original', text: 'Original pixels · strength 0 %' };
  return { tone: 'denoised', text: `Denoised · ${modelTitle} · ${percent(strength)} — not for diagnostic use` };
}

export const percent = (fraction: number): string => `${Math.round(100 * fraction)} %`;
