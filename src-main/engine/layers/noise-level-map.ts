import type { Ops } from '../primitives/ops';

/** Noise-level map:  out = (x, m), the level m [N,H,W,1] as one more channel (Zhang et al. 2018, FFDNet). */
export const forward = <T>(ops: Ops<T>, x: T, map: T): T => ops.concat(x, map);

/** From dOut to dx: its first channels. The map is told to the network, so nobody asks for its gradient. */
export const backward = <T>(ops: Ops<T>, dOut: T, channels: number): T => ops.sliceChannels(dOut, 0, channels);
