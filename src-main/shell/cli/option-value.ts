import { InvalidArgumentError } from 'commander';

/** Reads a number between `from` and `to`, both allowed, for commander's `option`; anything else is wrong usage. */
export const numberBetween =
  (from: number, to: number) =>
  (text: string): number => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (value >= from && value <= to) return value;
    throw new InvalidArgumentError(`It must be a number from ${from} to ${to}.`);
  };

/** Reads a whole number between `from` and `to`, both allowed. */
export const wholeNumberBetween =
  (from: number, to: number) =>
  (text: string): number => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (Number.isInteger(value) && value >= from && value <= to) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${from} to ${to}.`);
  };
