import { Option } from 'commander';
import { backendName } from '../../contract';

/** `--backend B`, `auto` unless given. */
export const backendOption = (): Option =>
  new Option('--backend <name>', 'where it is computed').choices([...backendName.options]).default('auto');
