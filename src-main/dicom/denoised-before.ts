import type { Attributes } from './attributes';

/** What a file says of an earlier denoising, by Tacet or another: its derivation in words, or the word in Image Type. Null when nothing. */
export function readDenoising(attributes: Attributes): string | null {
  const description = attributes.text('x00082111');
  if (/de-?nois|noise reduc/i.test(description)) return description;
  return (
    attributes
      .strings('x00080008')
      .slice(2)
      .find((value) => /DENOIS/i.test(value)) ?? null
  );
}
