const whole = new Intl.NumberFormat('de-DE');

/** `1 Schicht`, `26 Schichten`. Thousands are set apart by a space, since a point is the decimal point of the figures in the page. */
export const counted = (count: number, one: string, many: string): string =>
  `${whole.format(count).replace(/\./g, '\u202f')} ${count === 1 ? one : many}`;
