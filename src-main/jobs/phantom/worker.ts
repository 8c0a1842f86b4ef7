import * as workerpool from 'workerpool';
import { type PhantomFile, phantomPainter, type PhantomRequest } from './slice';

const paintSlice = phantomPainter();

/** Entry of a worker of the phantom pool. The files are handed over, not copied. */
function paint(request: PhantomRequest, index: number): InstanceType<typeof workerpool.Transfer> {
  const files: readonly PhantomFile[] = paintSlice(request, index);
  return new workerpool.Transfer(
    files,
    files.map(({ bytes }) => bytes.buffer),
  );
}

workerpool.worker({ paint });
