import type { Client, Measurement, Trouble } from '../../src-main/contract';
import { applied, type Edit } from './edits';
import type { MeasurementList } from './surface';

/** An image that has no UID can't be known again: what lies on it lasts as long as the window. */
const isUid = /^[\d.]+$/;

/** All that was measured on one study, kept by main: read when it is opened, written after every change, the latest state last. */
export class StudyMeasurements implements MeasurementList {
  list = $state.raw<readonly Measurement[]>([]);
  trouble = $state.raw<Trouble | null>(null);

  readonly #client: Client;
  readonly #studyUid: string;
  /** Nothing is written before what was kept has been read, nor where it could not be: it would be lost. */
  #keeping: 'not yet' | 'yes' | 'never' = 'not yet';
  #writing: 'nothing' | 'now' | 'now and once more' = 'nothing';

  constructor(client: Client, studyUid: string) {
    this.#client = client;
    this.#studyUid = studyUid;
    void this.#read();
  }

  apply(edit: Edit): void {
    this.list = applied(this.list, edit);
    void this.#write();
  }

  nextName(kind: string): string {
    return numbered(kind, this.list);
  }

  async #read(): Promise<void> {
    if (this.#studyUid === '') return;
    const read = await this.#client.readMeasurements({ studyUid: this.#studyUid });
    this.trouble = read.ok ? read.value.trouble : read.error;
    this.#keeping = read.ok ? 'yes' : 'never';
    if (!read.ok) return;
    const made = this.list;
    this.list = [...read.value.measurements, ...made];
    if (made.length > 0) await this.#write();
  }

  async #write(): Promise<void> {
    if (this.#keeping !== 'yes') return;
    if (this.#writing !== 'nothing') {
      this.#writing = 'now and once more';
      return;
    }
    do {
      this.#writing = 'now';
      const measurements = this.list.filter(({ sopUid }) => isUid.test(sopUid));
      const written = await this.#client.writeMeasurements({ studyUid: this.#studyUid, measurements });
      if (!written.ok) this.trouble = written.error;
      else if (this.trouble?.code === 'measurements-not-kept') this.trouble = null;
    } while ((this.#writing as string) === 'now and once more');
    this.#writing = 'nothing';
  }
}

/** `Ellipse 3`: the next number that no measurement of the study has. */
function numbered(name: string, list: readonly Measurement[]): string {
  const taken = list.map((one) => Number(one.name.startsWith(`${name} `) ? one.name.slice(name.length + 1) : 0) || 0);
  return `${name} ${Math.max(0, ...taken) + 1}`;
}
