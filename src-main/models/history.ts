import { fail, ok, type Outcome } from '../contract';
import { onnxModel, type ResidualModel } from '../engine';
import type { LoadedModel } from './folder';

/** A model of the `tacet` family. Networks of 2018 are history: they stay as their case left them, and in Tacet. */
export interface LoadedResidualModel extends LoadedModel {
  readonly model: ResidualModel;
}

const isResidual = (loaded: LoadedModel): loaded is LoadedResidualModel => loaded.model.definition.kind === 'residual-cnn';

export const isHistorical = (loaded: LoadedModel): boolean => !isResidual(loaded);

/** The model as the base of a training; fails on history. */
export const asBase = (loaded: LoadedModel): Outcome<LoadedResidualModel> =>
  isResidual(loaded) ? ok(loaded) : fail('history-not-trained', { name: loaded.name });

/** The model as ONNX for other programs; fails on history. */
export const asOnnx = (loaded: LoadedModel): Outcome<Uint8Array> =>
  isResidual(loaded) ? ok(onnxModel(loaded.model)) : fail('history-no-onnx', { name: loaded.name });
