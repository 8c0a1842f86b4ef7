import { defaultContrast, defaultStrength, strengthAt } from '../../contract';
import { type NoisePrediction, type SliceHu, withoutFaint } from '../../engine';
import type { Method } from './method';

/** Where the two dials stand: out = x − strength · (noise less what `contrast` gives back). */
export interface Setting {
  /** `automatic`: about halves the noise, as it does for a reader. */
  readonly strength: number | 'automatic';
  readonly contrast: number;
}
export type PredictedNoise = Pick<NoisePrediction, 'noiseHu' | 'bands' | 'strengths'> & { readonly milliseconds: number };

export const usualSettings: readonly Setting[] = [
  ...[0, 0.25, 0.5, 0.75, 1].map((contrast) => ({ strength: 'automatic', contrast }) as const),
  { strength: 1, contrast: 0 },
  { strength: 1, contrast: defaultContrast },
];

/** Of a network of 2018, whose output counts as it is. */
export const historicalSettings: readonly Setting[] = [{ strength: 1, contrast: 0 }];

/** A network at each setting; they share its predictions, which are asked for once a slice. */
export function modelMethods(
  name: string,
  predict: (slice: SliceHu) => Promise<PredictedNoise>,
  settings: readonly Setting[] = usualSettings,
): readonly Method[] {
  const predictions = new WeakMap<SliceHu, Promise<PredictedNoise>>();
  const once = (slice: SliceHu): Promise<PredictedNoise> => {
    const known = predictions.get(slice);
    if (known) return known;
    const asked = predict(slice);
    predictions.set(slice, asked);
    return asked;
  };
  return settings.map((setting) => ({
    name: `${name}, ${nameOf(setting)}`,
    kind: 'model',
    denoise: async (slice) => {
      const { noiseHu, bands, strengths, milliseconds } = await once(slice);
      const { contrast } = setting;
      const automatic = strengths ? strengthAt(strengths, contrast) : defaultStrength;
      const strength = setting.strength === 'automatic' ? automatic : setting.strength;
      const taken = withoutFaint(noiseHu, bands, slice, contrast);
      return { hu: slice.hu.map((hu, i) => hu - strength * taken[i]!), milliseconds };
    },
  }));
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;
function nameOf({ strength, contrast }: Setting): string {
  if (strength === 'automatic' && contrast === defaultContrast) return `contrast ${percent(contrast)} (default)`;
  return strength === 'automatic'
    ? `contrast ${percent(contrast)}`
    : `strength ${percent(strength)}, contrast ${percent(contrast)}`;
}
