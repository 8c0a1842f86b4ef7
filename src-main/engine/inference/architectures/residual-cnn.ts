import { mostNoiseHu } from '../../../contract';
import type { ResidualCnn } from '../../networks/definition';
import { sigmaMapName, tacetNetwork } from '../../networks/tacet';
import { automaticStrengths } from '../automatic-strength';
import { clipped } from '../border';
import { withoutLocalMean } from '../dc-guard';
import { faintBands } from '../faint-bands';
import type { Architecture } from './architecture';

/** The DC guard's width, px. */
const guardPx = 6;
/** The network was shown noise levels from 1 HU up. */
const leastSigmaHu = 1;

/** It sees HU and finds noise in HU; what is taken is that, freed of its local mean. */
export const residualCnnArchitecture = (definition: ResidualCnn): Architecture => ({
  network: tacetNetwork(definition),
  prepared: (slice) => {
    const seen = clipped(slice, definition.clipHu);
    return { clean: { ...slice, hu: seen }, seen };
  },
  level: {
    name: sigmaMapName,
    shrink: definition.unshuffle,
    valueAt: (sigmaHu) => Math.min(mostNoiseHu, Math.max(sigmaHu, leastSigmaHu)) / definition.sigmaScaleHu,
  },
  taken: (output, slice, flat) => {
    const noiseHu = withoutLocalMean(output, slice, guardPx);
    const bands = faintBands(noiseHu, slice);
    return { noiseHu, bands, strengths: automaticStrengths(noiseHu, bands, slice, flat) };
  },
});
