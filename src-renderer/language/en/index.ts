import { appearance } from './appearance';

export const en = { appearance };
