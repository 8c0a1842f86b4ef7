import type { ModelDefinition } from '../../networks/definition';
import type { Architecture } from './architecture';
import { residualCnnArchitecture } from './residual-cnn';
import { seo2018Architecture } from './seo-2018';

export const architectureOf = (definition: ModelDefinition): Architecture =>
  definition.kind === 'seo-2018' ? seo2018Architecture(definition) : residualCnnArchitecture(definition);
