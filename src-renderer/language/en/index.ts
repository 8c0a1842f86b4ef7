import { appearance } from './appearance';
import { common } from './common';
import { studies } from './studies';

export const en = {
  appearance,
  common,
  studies,
};
