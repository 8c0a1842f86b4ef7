import type { Ops } from '../primitives/ops';

/** Extra channels:  out = (x, m), a map m [N,H,W,M] beside x; the noise level is told this way (Zhang et al. 2018, FFDNet). */
export const forward = <T>(ops: Ops<T>, x: T, map: T): T => ops.concat(x, map);

/** From dOut to dx: its first channels. The map is told to the network, so nobody asks for its gradient. */
export const backward = <T>(ops: Ops<T>, dOut: T, channels: number): T => ops.sliceChannels(dOut, 0, channels);
