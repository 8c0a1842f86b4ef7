import type { Attributes } from './attributes';

/**
 * The attributes of one frame. Each is looked for in the frame's own functional group, then in the shared one (PS3.3 C.7.6.16), then in
 * the data set itself: a classic CT has only that.
 */
export class FrameAttributes {
  constructor(
    private readonly holders: readonly Attributes[],
    readonly whole: Attributes,
  ) {}

  /** Where `tag` stands: the item of the functional group `sequence` that has it, else the data set, which may lack it too. */
  in(sequence: string, tag: string): Attributes {
    for (const holder of this.holders) {
      const item = holder.items(sequence)[0];
      if (item?.has(tag)) return item;
    }
    return this.whole;
  }
}

/** Those of one frame of a file; of the only one, in a classic CT. */
export function frameAttributes(whole: Attributes, frame: number): FrameAttributes {
  const holders = [whole.items('x52009230')[frame], whole.items('x52009229')[0]];
  return new FrameAttributes(
    holders.filter((holder): holder is Attributes => holder !== undefined),
    whole,
  );
}
