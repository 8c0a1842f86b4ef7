import type { BinaryNumber } from './attributes';
import type { FrameAttributes } from './functional-groups';

/** What tells images at one and the same place apart, in the order it is tried; '' where the file does not say. */
export interface Repetition {
  readonly acquisition: string;
  readonly stack: string;
  readonly temporalPosition: string;
  readonly triggerTime: string;
  readonly cardiacPhase: string;
  readonly time: string;
}

/** How a frame was made. */
export interface Acquisition {
  readonly kernel: string;
  readonly kvp: number | null;
  readonly tubeCurrentMa: number | null;
  readonly repetition: Repetition;
}

/** From the attributes of a classic CT, or from the functional groups that hold the same in an enhanced one (PS3.3 A.38.1.4). */
export function readAcquisition(frame: FrameAttributes): Acquisition {
  const { whole } = frame;
  const text = (sequence: string, tag: string): string => frame.in(sequence, tag).string(tag);
  const number = (sequence: string, tag: string, kind: BinaryNumber): string =>
    String(frame.in(sequence, tag).number(tag, kind) ?? '');
  const content = 'x00209111';
  const cardiac = 'x00189118';
  return {
    kernel: frame.in('x00189314', 'x00181210').strings('x00181210').join('\\'),
    kvp: frame.in('x00189325', 'x00180060').number('x00180060'),
    tubeCurrentMa: frame.in('x00189321', 'x00189330').number('x00189330', 'FD') ?? whole.number('x00181151'),
    repetition: {
      acquisition: number(content, 'x00209156', 'US') || whole.string('x00200012'),
      stack: text(content, 'x00209056'),
      temporalPosition: number(content, 'x00209128', 'UL') || whole.string('x00200100'),
      triggerTime: number(cardiac, 'x00209153', 'FD') || whole.string('x00181060'),
      cardiacPhase: number(cardiac, 'x00209241', 'FL'),
      time: text(content, 'x00189151') || text(content, 'x00189074') || whole.string('x00080033'),
    },
  };
}
