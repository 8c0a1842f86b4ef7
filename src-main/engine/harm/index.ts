/** Whether a fine-tuning made a model worse: figures of the model before and after, and what of them is harm. */
export { type Examined, examineModel, type HeldBackSlice, noiseLeft, replayImages, type ReplayImage } from './examination';
export { type Change, gainsOf, type Gain, type Harm, harmsOf, type Measure, plain } from './verdict';
