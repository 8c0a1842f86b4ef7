import { z } from 'zod';
import { call, count } from './call';

/** One element of a file, or one item of a sequence, as a row of a list. */
export const tagElement = z.object({
  kind: z.enum(['element', 'item']),
  /** Where it stands in the file: its name for `study:tag-value`. */
  offset: count,
  /** 0 for the data set's own. An item is one deeper than its sequence, its elements one deeper than it. */
  depth: count,
  /** Eight hexadecimal digits in lower case. */
  tag: z.string(),
  /** As written; from the dictionary where the file does not say. '' for an item. */
  vr: z.string(),
  /** Of PS3.6; '' where it has none. */
  keyword: z.string(),
  name: z.string(),
  use: z.enum(['current', 'retired', 'private', 'unknown']),
  /** Whose private element it is, as far as the file says. */
  creator: z.string(),
  /** Bytes of the value; null where a sequence or an item leaves it open. */
  length: count.nullable(),
  form: z.enum(['text', 'numbers', 'bytes', 'items']),
  /** Text in the file's character set, numbers joined by backslashes, or bytes in hexadecimal. */
  value: z.string(),
  shown: z.enum(['whole', 'beginning']),
  /** Tells two values apart whose beginning is the same; '' where `value` is the whole. */
  digest: z.string(),
  /** The standard's name of a UID, else ''. */
  meaning: z.string(),
});
export type TagElement = Readonly<z.infer<typeof tagElement>>;

export const tagList = z.object({
  /** In the order of the file, the meta information first. */
  elements: z.array(tagElement),
  /** Why the list ends before the file does, in a sentence; '' where it does not. */
  note: z.string(),
});
export type TagList = Readonly<z.infer<typeof tagList>>;
export const listTags = call({
  name: 'study:tags',
  request: z.object({ seriesId: z.string(), index: count }),
  reply: tagList,
});

export const tagValue = tagElement.pick({ form: true, value: true, shown: true });
export type TagValue = Readonly<z.infer<typeof tagValue>>;
/** A value that the list shows only the beginning of: up to a mebibyte of it. */
export const readTag = call({
  name: 'study:tag-value',
  request: z.object({ seriesId: z.string(), index: count, offset: count }),
  reply: tagValue,
});
