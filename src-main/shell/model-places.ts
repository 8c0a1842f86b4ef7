import { join } from 'node:path';
import type { ModelPlaces } from '../models';
import { userDataFolder } from './home';

/** Shipped models lie at the top of the checkout, or of the packaged app: beside dist/. */
export const modelPlaces = (): ModelPlaces => ({
  shipped: join(__dirname, '..', '..', 'models'),
  own: join(userDataFolder(), 'models'),
});
