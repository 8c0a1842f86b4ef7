import * as workerpool from 'workerpool';
import { addedNoise, fitOf, type LowDose, type ScannedSlice } from './noise';

/** Entry of a worker of the simulation. What it makes is handed over, not copied. */
function noise(slice: ScannedSlice, index: number, how: LowDose): InstanceType<typeof workerpool.Transfer> {
  const hu = addedNoise(slice, index, how);
  return new workerpool.Transfer(hu, [hu.buffer]);
}

workerpool.worker({ noise, fit: fitOf });
