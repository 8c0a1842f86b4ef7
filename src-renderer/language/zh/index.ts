import type { Words } from '../words';
import { app } from './app';
import { appearance } from './appearance';
import { cases } from './cases';
import { commands } from './commands';
import { phrases } from './phrases';
import { comparing } from './comparing';
import { compute } from './compute';
import { controls } from './controls';
import { denoise } from './denoise';
import { figures } from './figures';
import { fineTuning } from './fine-tuning';
import { grid } from './grid';
import { imageText } from './image-text';
import { keyboard } from './keyboard';
import { measuring } from './measuring';
import { models } from './models';
import { mpr } from './mpr';
import { noise } from './noise';
import { pictures } from './pictures';
import { remarks, troubles } from './sentences';
import { settings } from './settings';
import { studies } from './studies';
import { tags } from './tags';
import { viewer } from './viewer';

export const zh: Words = {
  app,
  appearance,
  cases,
  commands,
  phrases,
  comparing,
  compute,
  controls,
  denoise,
  figures,
  fineTuning,
  grid,
  imageText,
  keyboard,
  measuring,
  models,
  mpr,
  noise,
  pictures,
  remarks,
  settings,
  studies,
  tags,
  troubles,
  viewer,
};
