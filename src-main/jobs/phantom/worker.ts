import * as workerpool from 'workerpool';
import { type PhantomAnatomy, phantomPainter, type PhantomRequest } from './slice';

const painter = phantomPainter();
type Transfer = InstanceType<typeof workerpool.Transfer>;

/** Entry of a worker of the phantom pool. What it paints is handed over, not copied. */
function files(request: PhantomRequest, index: number): Transfer {
  const painted = painter.files(request, index);
  return new workerpool.Transfer(
    painted,
    painted.map(({ bytes }) => bytes.buffer),
  );
}

function truth(anatomy: PhantomAnatomy, index: number): Transfer {
  const hu = painter.truth(anatomy, index);
  return new workerpool.Transfer(hu, [hu.buffer]);
}

workerpool.worker({ files, truth });
