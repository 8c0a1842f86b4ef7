import type { Words } from '../../words';
import { readingSentences } from './reading';
import { workSentences } from './work';

export { remarks } from './remarks';
export const troubles: Words['troubles'] = { ...readingSentences, ...workSentences };
