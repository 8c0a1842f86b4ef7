import { describe, expect, it } from 'vitest';
import { usualMouse } from '../../../src-main/contract';
import { fitted, scaleOf, toPixel, toScreen, type Stage } from '../../../src-renderer/viewer/geometry';
import {
  atActualSize,
  dragMoved,
  dragResult as resultOf,
  regionOf,
  toolOfButton,
  wheelSteps,
  wheelZoom,
  zoomedAt,
  type Drag,
} from '../../../src-renderer/viewer/gestures';

const stage: Stage = { width: 600, height: 600, rows: 512, columns: 512, spacing: null };
const begin = (tool: Drag['tool']): Drag => ({
  tool,
  window: { centerHu: 40, widthHu: 512, curve: 'LINEAR' },
  look: fitted,
  index: 12,
  from: { x: 150, y: 450 },
  moved: { x: 0, y: 0 },
});

const dragResult = (drag: Drag, on: Stage, total = 100) => resultOf(drag, on, total);

describe('the buttons', () => {
  it('are the tool in hand, move and zoom, and nothing for the rest', () => {
    const tools = [0, 1, 2, 3, 4].map((button) => toolOfButton(button, 'window', usualMouse));
    expect(tools).toEqual(['window', 'pan', 'zoom', null, null]);
    expect(toolOfButton(0, 'pan', usualMouse)).toBe('pan');
  });

  it('in the middle and on the right are what the reader made them; a measuring tool is none for dragging', () => {
    const mouse = { middle: 'scroll', right: 'magnify' } as const;
    expect([0, 1, 2].map((button) => toolOfButton(button, 'ellipse', mouse))).toEqual([null, 'scroll', 'magnify']);
  });
});

describe('a drag', () => {
  it('for the window leaves the look alone, and the other way round', () => {
    const window = dragResult(dragMoved(begin('window'), 20, 10, 'normal'), stage);
    expect(window).toEqual({ window: { centerHu: 50, widthHu: 532, curve: 'LINEAR' }, look: fitted, index: 12 });
    expect(dragResult(dragMoved(begin('pan'), 20, 10, 'normal'), stage).window).toEqual(begin('pan').window);
  });

  it('with Shift is five times as fine, and does not jump when Shift goes down half way', () => {
    const half = dragMoved(begin('window'), 100, 0, 'normal');
    expect(dragResult(half, stage).window.widthHu).toBe(612);
    expect(dragResult(dragMoved(half, 50, 0, 'fine'), stage).window.widthHu).toBe(622);
  });

  it('with the middle button carries the picture along with the pointer', () => {
    const grabbed = toPixel(stage, fitted, { x: 150, y: 450 });
    const { look } = dragResult(dragMoved(begin('pan'), 40, -25, 'normal'), stage);
    const now = toScreen(stage, look, grabbed);
    expect(now.x).toBeCloseTo(190);
    expect(now.y).toBeCloseTo(425);
  });

  it('with the right button zooms about the point where it began: up is larger', () => {
    const { look } = dragResult(dragMoved(begin('zoom'), 0, -100, 'normal'), stage);
    expect(look.zoom).toBeGreaterThan(1.5);
    const now = toScreen(stage, look, toPixel(stage, fitted, begin('zoom').from));
    expect(now.x).toBeCloseTo(150);
    expect(now.y).toBeCloseTo(450);
    expect(dragResult(dragMoved(begin('zoom'), 0, 100, 'normal'), stage).look.zoom).toBeLessThan(1);
  });

  it('follows the pointer on a picture that is turned and mirrored', () => {
    const look = { ...fitted, turn: { quarters: 1, side: 'mirrored' } as const };
    for (const tool of ['pan', 'zoom'] as const) {
      const drag = { ...begin(tool), look };
      const grabbed = toPixel(stage, look, drag.from);
      const now = toScreen(stage, dragResult(dragMoved(drag, 40, -25, 'normal'), stage).look, grabbed);
      expect(now.x).toBeCloseTo(tool === 'pan' ? 190 : 150);
      expect(now.y).toBeCloseTo(tool === 'pan' ? 425 : 450);
    }
  });

  it('through the slices goes through all of them over the height of the viewport, down further on', () => {
    const at = (y: number, total: number) => dragResult(dragMoved(begin('scroll'), 500, y, 'normal'), stage, total).index - 12;
    expect([at(60, 100), at(-60, 100), at(600, 100)]).toEqual([10, -10, 100]);
    // Never less than 2 pixels a slice, which no hand could meet, nor more than 24.
    expect([at(100, 3000), at(100, 5)]).toEqual([50, 4]);
    expect(dragResult(dragMoved(begin('scroll'), 50, 50, 'normal'), stage)).toMatchObject({ look: fitted });
  });

  it('over a region tells its corners in the picture, and is none where it was a click', () => {
    const corners = regionOf({ ...begin('region'), moved: { x: 60, y: -30 } }, stage)!;
    expect(corners[0]).toEqual(toPixel(stage, fitted, { x: 150, y: 450 }));
    expect(corners[1]).toEqual(toPixel(stage, fitted, { x: 210, y: 420 }));
    expect(regionOf({ ...begin('region'), moved: { x: 90, y: 2 } }, stage)).toBeNull();
  });

  it('never loses the picture: its middle stays in view', () => {
    const { look } = dragResult(dragMoved(begin('pan'), 9000, 9000, 'normal'), stage);
    expect(look.centre).toEqual({ x: 0, y: 0 });
  });
});

describe('zoom', () => {
  it('ends at a fifth and at 64 times of what fits', () => {
    expect(zoomedAt(fitted, stage, { x: 300, y: 300 }, 1e9).zoom).toBe(64);
    expect(zoomedAt(fitted, stage, { x: 300, y: 300 }, 1e-9).zoom).toBe(0.2);
  });

  it('by the wheel is 1.2 a notch, and takes a pinch in proportion', () => {
    expect(wheelZoom({ deltaY: -100, deltaMode: 0 })).toBeCloseTo(1.2);
    expect(wheelZoom({ deltaY: 3, deltaMode: 1 })).toBeCloseTo(1 / 1.2);
    expect(wheelZoom({ deltaY: -5, deltaMode: 0 })).toBeCloseTo(1.0513, 3);
  });
});

describe('actual size', () => {
  it('puts each pixel of the picture on one whole pixel of the screen, wherever the picture lies', () => {
    for (const [width, height, deviceRatio] of [
      [801, 600, 1],
      [640.5, 433, 2],
      [900, 700, 1.25],
    ] as const) {
      const odd = { ...stage, width, height };
      const look = atActualSize({ ...fitted, centre: { x: 0.3123, y: 0.617 } }, odd, deviceRatio);
      expect(scaleOf(odd, look).x * deviceRatio).toBeCloseTo(1, 10);
      const corner = toScreen(odd, look, { column: 7, row: 11 });
      for (const place of [corner.x * deviceRatio, corner.y * deviceRatio]) expect(place).toBeCloseTo(Math.round(place), 8);
      expect(Math.abs(look.centre.x - 0.3123) * odd.columns).toBeLessThanOrEqual(0.5);
    }
  });
});

describe('the wheel', () => {
  it('moves one slice a notch, however many pixels a browser calls it', () => {
    for (const deltaY of [53, 100, 120, 240]) expect(wheelSteps(0, { deltaY, deltaMode: 0 }).steps).toBe(1);
    expect(wheelSteps(0, { deltaY: -3, deltaMode: 1 }).steps).toBe(-1);
  });

  it('adds up the small steps of a touchpad', () => {
    let rest = 0;
    let slices = 0;
    for (let at = 0; at < 24; at += 1) {
      const turned = wheelSteps(rest, { deltaY: 4, deltaMode: 0 });
      rest = turned.rest;
      slices += turned.steps;
    }
    expect(slices).toBe(4);
  });

  it('forgets what is left over when it turns back', () => {
    const { rest } = wheelSteps(0, { deltaY: 20, deltaMode: 0 });
    expect(wheelSteps(rest, { deltaY: -10, deltaMode: 0 })).toMatchObject({ rest: -10 });
  });
});
