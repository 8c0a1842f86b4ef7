import type { Words } from '../words';
import { appearance } from './appearance';
import { common } from './common';

export const de: Words = { appearance, common };
