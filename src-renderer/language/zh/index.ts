import type { Words } from '../words';
import { appearance } from './appearance';
import { common } from './common';
import { comparing } from './comparing';
import { denoise } from './denoise';
import { noise } from './noise';
import { studies } from './studies';

export const zh: Words = {
  appearance,
  common,
  comparing,
  denoise,
  noise,
  studies,
};
