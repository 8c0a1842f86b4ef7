import { randomBytes } from 'node:crypto';
import { type Anonymiser, anonymiserOf } from '../../dicom';

/** An anonymiser whose secret nobody keeps: what it replaces cannot be led back, and what it replaces twice stays the same. */
export const newAnonymiser = (): Anonymiser => anonymiserOf(randomBytes(32).toString('hex'));
