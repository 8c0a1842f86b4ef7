import type { Values } from '../measuring/figures';
import { cut, type Cut } from './cut';
import type { Picture } from '../viewer/pane';
import type { Voxels } from './voxels';

/** Which volume, and how it is looked through. */
interface Of {
  readonly original: Voxels;
  readonly denoised: Voxels | null;
  readonly slab: Cut['slab'];
}

/** The pixels of those planes on which something is measured, in both volumes: cut when they are first asked for, and again when the volume or the slab changes. */
export class PlanePixels {
  #of: Of | null = null;
  readonly #originals = new Map<string, Picture>();
  readonly #values = new Map<string, Values>();

  /** `noise` is what the denoised volume's picture lacks, at strength 1: of a projection that is not the projected noise. */
  at(of: Of, where: Omit<Cut, 'voxels' | 'slab'>): Values {
    const known = this.#of;
    if (known?.original !== of.original || known.slab !== of.slab) this.#originals.clear();
    if (this.#originals.size === 0 || known?.denoised !== of.denoised) this.#values.clear();
    this.#of = of;
    const key = `${where.plane.name} ${where.atMm}`;
    const values = this.#values.get(key) ?? this.#valuesOf(of, where, key);
    this.#values.set(key, values);
    return values;
  }

  #valuesOf({ original, denoised, slab }: Of, where: Omit<Cut, 'voxels' | 'slab'>, key: string): Values {
    const picture = this.#originals.get(key) ?? cut({ ...where, slab, voxels: original });
    this.#originals.set(key, picture);
    const { hu, padding, rows, columns } = picture;
    if (!denoised) return { hu, padding, rows, columns, noise: null };
    const shown = cut({ ...where, slab, voxels: denoised }).hu;
    return { hu, padding, rows, columns, noise: Float32Array.from(hu, (value, at) => value - shown[at]!) };
  }
}
