import { fail, ok, type Outcome } from '../contract';
import type { Attributes } from './attributes';

/** What the samples of a pixel are (PS3.3 C.7.6.3.1.2), and how they lie one after the other. */
export interface Photometric {
  /** `palette`: one sample, which stands for a colour. `ybr`: brightness and two differences of colour. */
  readonly colour: 'grey' | 'palette' | 'rgb' | 'ybr';
  readonly samples: 1 | 3;
  /** `shared-chroma`: two pixels share their differences of colour (YBR_FULL_422). Compressed streams have an order of their own. */
  readonly order: 'by-pixel' | 'by-plane' | 'shared-chroma';
  /** MONOCHROME1: the lowest value is white. */
  readonly inverted: boolean;
}

/** By Photometric Interpretation (0028,0004). JPEG 2000 undoes YBR_ICT and YBR_RCT itself. */
const colours: Readonly<Record<string, Photometric['colour']>> = {
  MONOCHROME1: 'grey',
  MONOCHROME2: 'grey',
  'PALETTE COLOR': 'palette',
  RGB: 'rgb',
  YBR_ICT: 'rgb',
  YBR_RCT: 'rgb',
  YBR_FULL: 'ybr',
  YBR_FULL_422: 'ybr',
};

/** Fails on what is not shown: four samples a pixel, or a space of colours that went out of use. */
export function readPhotometric(attributes: Attributes): Outcome<Photometric> {
  const said = attributes.string('x00280004') || 'MONOCHROME2';
  const colour = colours[said];
  const samples = attributes.uint16('x00280002') ?? (colour === 'rgb' || colour === 'ybr' ? 3 : 1);
  const expected = colour === 'rgb' || colour === 'ybr' ? 3 : 1;
  if (colour === undefined || samples !== expected)
    return fail('colour-unknown', { said: /^[A-Z0-9_ ]+$/.test(said) ? said : '' });
  const order =
    said === 'YBR_FULL_422' ? 'shared-chroma' : expected === 3 && attributes.uint16('x00280006') === 1 ? 'by-plane' : 'by-pixel';
  return ok({ colour, samples: expected, order, inverted: said === 'MONOCHROME1' });
}
