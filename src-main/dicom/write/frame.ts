import type { Attributes } from '../attributes';
import { type Element, integer, raw } from './element';
import { isKept, keptElements } from './kept';
import type { SourceImage } from './source';

/** Of an Enhanced CT: what speaks of frames, of their order or of colour, and has no place in an image of one frame. */
const containerOnly = [
  /^x0028000[89]$/, // number of frames, frame increment pointer
  /^x00089(205|206|207)$/, // pixel presentation and volumetric properties: of all frames together
  /^x00189004$/, // content qualification
  /^x0020(0242|9128|916[123]|9221|9222|9228|9311)$/, // concatenations, dimensions
  /^x002811(01|02|03|99)$/, // palettes
  /^x002812/,
  /^x20500020$/,
  /^x5200/, // the functional groups, which are moved up one by one
];
const isContainerOnly = (tag: string): boolean => containerOnly.some((pattern) => pattern.test(tag));

const shared = 'x52009229';
const perFrame = 'x52009230';
const frameContent = 'x00209111';
/** Functional groups that do not move up: two are put into other words, and Referenced Image is itself what a classic image has. */
const frameType = 'x00189329';
const referencedImage = 'x00081140';

export const isMultiFrame = ({ header, attributes }: SourceImage): boolean =>
  header.frames.length > 1 || attributes.has(shared) || attributes.has(perFrame);

/**
 * What an image derived from one frame keeps of its file. Of a classic CT that is the data set as it stands. A frame of an Enhanced CT becomes a
 * classic image: the attributes of its functional groups, its own before the shared ones, move up to the data set (PS3.3 C.7.6.16 has
 * the groups). So an export is one file a slice whatever it came from, which may be some frames of a file only, and every
 * program that reads CT reads it.
 */
export function frameElements(source: SourceImage, frame: number): readonly Element[] {
  const { attributes } = source;
  const { syntax, layout } = source.header;
  const kept = (from: Attributes, leaveOut: (tag: string) => boolean): readonly Element[] =>
    keptElements(from, syntax, layout.signed, leaveOut);
  if (!isMultiFrame(source)) return kept(attributes, (tag) => tag === 'x00280008');
  const groups = [attributes.items(shared)[0], attributes.items(perFrame)[frame]].filter((one) => one !== undefined);
  return [
    ...kept(attributes, isContainerOnly),
    ...groups.flatMap((holder) => {
      const moved = holder.tags
        .filter((tag) => isKept(tag) && tag !== frameContent && tag !== frameType && tag !== referencedImage)
        .flatMap((tag) => holder.items(tag).slice(0, 1));
      return [...kept(holder, (tag) => tag !== referencedImage), ...moved.flatMap((item) => kept(item, isContainerOnly))];
    }),
    ...groups.flatMap((holder) => contentOf(holder.items(frameContent)[0])),
  ];
}

/** Frame Content in the words of a classic image. */
function contentOf(content: Attributes | undefined): readonly Element[] {
  if (content === undefined) return [];
  const number = content.uint16('x00209156');
  const moment = content.bytes('x00189074');
  return [
    ...(number === null ? [] : [integer('x00200012', number)]),
    ...(moment === null ? [] : [raw('x0008002a', 'DT', moment)]),
  ];
}
