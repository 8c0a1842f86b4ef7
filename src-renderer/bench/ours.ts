import { GpuPainter } from '../viewer/gpu/gpu-painter';
import { Pane, type Appearance, type Picture } from '../viewer/pane';
import { drawnBy, type Open } from './contestant';

const opening =
  (painter: () => GpuPainter | null): Open =>
  async (element, { side, slices }) => {
    const pane = new Pane(element, painter());
    const { clientWidth: width, clientHeight: height } = element;
    pane.resize(width, height);
    const scale = Math.min(width, height) / side;
    const appearance: Appearance = {
      voi: { centerHu: 40, widthHu: 400, curve: 'LINEAR' },
      polarity: 'white-high',
      scale,
      placement: [scale, 0, 0, scale, 0, 0],
      interpolation: 'smooth',
      tintOpacity: 0,
    };
    pane.look(appearance);
    const pictures = slices.map((hu): Picture => ({
      hu,
      rows: side,
      columns: side,
      padding: null,
      rgba: null,
      removed: null,
      spacing: null,
      tint: null,
    }));
    return {
      scrollTo: (slice) => {
        pane.show(pictures[slice]!);
        return drawnBy(element);
      },
      window: (centerHu, widthHu) => {
        pane.look({ ...appearance, voi: { centerHu, widthHu, curve: 'LINEAR' } });
        return drawnBy(element);
      },
      close: () => pane.dispose(),
    };
  };

let shared: GpuPainter | null = null;
export const onTheCard = opening(() => (shared ??= GpuPainter.create()));
export const inThePage = opening(() => null);
