import { appearance } from './appearance';
import { common } from './common';
import { comparing } from './comparing';
import { denoise } from './denoise';
import { noise } from './noise';
import { studies } from './studies';

export const en = {
  appearance,
  common,
  comparing,
  denoise,
  noise,
  studies,
};
