import type { Words } from '../words';
import { appearance } from './appearance';
import { common } from './common';
import { studies } from './studies';

export const zh: Words = {
  appearance,
  common,
  studies,
};
