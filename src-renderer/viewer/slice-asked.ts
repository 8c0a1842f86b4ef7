import { fail, ok, type Outcome, type SliceInfo } from '../../src-main/contract';
import { say } from '../language/language.svelte';
import { mmLabel } from './image-lines';

type Placed = Pick<SliceInfo, 'slicePositionMm'>;

/** What a reader types to go to a slice: its number from 1 on, or with `mm` behind it a position, of which the nearest slice is meant. Its index. */
export function sliceAsked(typed: string, slices: readonly Placed[]): Outcome<number> {
  const [, digits, unit] = /^\s*([-+]?\d+(?:\.\d+)?)\s*(mm)?\s*$/i.exec(typed.replace(/[−–]/g, '-').replace(',', '.')) ?? [];
  if (digits === undefined) return notThere(say().viewer.notUnderstood(typed.trim()));
  if (unit) return nearestTo(Number(digits), slices);
  const index = Number(digits) - 1;
  return slices[index] ? ok(index) : notThere(say().viewer.thereAre(slices.length));
}

function nearestTo(positionMm: number, slices: readonly Placed[]): Outcome<number> {
  const placed = slices.flatMap(({ slicePositionMm }, index) => (slicePositionMm === null ? [] : [{ index, slicePositionMm }]));
  if (placed.length === 0) return notThere(say().viewer.noPlaces);
  const positions = placed.map(({ slicePositionMm }) => slicePositionMm);
  const [first, last] = [Math.min(...positions), Math.max(...positions)];
  if (positionMm < first - beyondMm || positionMm > last + beyondMm)
    return notThere(say().viewer.lieFrom(mmLabel(first), mmLabel(last)));
  const far = (one: (typeof placed)[number]) => Math.abs(one.slicePositionMm - positionMm);
  return ok(placed.reduce((best, one) => (far(one) < far(best) ? one : best)).index);
}

/** The corner of the image shows a tenth of a millimetre: what is read there can be typed. */
const beyondMm = 0.05;

const notThere = (message: string): ReturnType<typeof fail> => fail('slice-not-there', message, say().viewer.typeSlice);
