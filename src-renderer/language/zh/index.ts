import type { Words } from '../words';
import { appearance } from './appearance';

export const zh: Words = { appearance };
