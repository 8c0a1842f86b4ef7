import { ok } from '../../contract';
import { inflateRaw } from '../inflate';
import { frameBytes } from '../layout';
import { storedValues } from '../stored';
import { type Codec, damagedStream } from './codec';

/** Encapsulated uncompressed (PS3.5 A.4.11): the frame's plain words, as one stream. */
export const plain: Codec = (stream, layout) =>
  stream.length < frameBytes(layout)
    ? damagedStream(['{0} of {1} bytes are there', stream.length, frameBytes(layout)])
    : ok(storedValues(stream, layout, 'little'));

/** Deflated image frames (PS3.5 A.4.13): the same, each frame deflated by itself. */
export const deflated: Codec = (stream, layout) => {
  const inflated = inflateRaw(stream, frameBytes(layout) + 1);
  return inflated.ok ? plain(inflated.value, layout) : inflated;
};
