import { type Handlers, ok } from '../../contract';
import type { MeasurementFiles } from '../measurement-files';

type MeasurementHandlers = Pick<Handlers, 'readMeasurements' | 'writeMeasurements'>;

/** What was measured on a study, from one opening to the next. */
export function createMeasurementHandlers(files: MeasurementFiles): MeasurementHandlers {
  return {
    readMeasurements: async ({ studyUid }) => files.read(studyUid),
    writeMeasurements: async ({ studyUid, measurements }) => {
      const written = await files.write(studyUid, measurements);
      return written.ok ? ok({}) : written;
    },
  };
}
