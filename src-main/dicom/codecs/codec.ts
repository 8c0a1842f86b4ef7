import { fail, type Outcome, type Phrase } from '../../contract';
import type { PixelLayout } from '../layout';
import type { StoredValues } from '../stored';

/**
 * Unpacks the compressed stream of one frame, its fragments joined, to the values the header's layout means. What it returns is a copy of
 * its own. A codec checks the stream's size against the header before it unpacks, and what came out after.
 */
export type Codec = (stream: Uint8Array, layout: PixelLayout) => Outcome<StoredValues>;

/** One sentence for whatever is wrong inside a compressed stream. `why` continues it and names no file. */
export const damagedStream = (why: Phrase): Outcome<never> => fail('stream-damaged', { why });
