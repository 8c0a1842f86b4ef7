import { appearance } from './appearance';
import { common } from './common';

export const en = { appearance, common };
