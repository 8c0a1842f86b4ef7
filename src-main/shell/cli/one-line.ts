/** Foreign text (names of files and patients) as a terminal may show it: it can hold line breaks, or escapes that recolour the screen. */
export const onOneLine = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is replaced here
  text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
