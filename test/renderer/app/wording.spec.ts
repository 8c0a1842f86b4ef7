import { describe, expect, it } from 'vitest';
import { bytesLabel, counted, dateLabel, durationLabel, momentLabel, personLabel } from '../../../src-renderer/app/wording';
import { suggestedName } from '../../../src-renderer/settings/fine-tuning.svelte';
import { emptyCurve, withPoint } from '../../../src-renderer/settings/loss-curve';
import { blocksOf, spansOf } from '../../../src-renderer/settings/markdown';
import { labelOf } from '../../../src-renderer/studies/places';
import { greyOfHu } from '../../../src-renderer/ui/grey';

describe('what the page says', () => {
  it.each([
    [0.2, '1 s'],
    [59, '59 s'],
    [59.5, '1 min'],
    [61, '1 min 10 s'],
    [600, '10 min'],
    [3599, '1 h'],
    [7500, '2 h 5 min'],
  ])('%d seconds are %s', (seconds, label) => expect(durationLabel(seconds)).toBe(label));

  it.each([
    ['20261112', '2026-11-12'],
    ['2026.11.12', '2026-11-12'],
    ['', ''],
    ['last week', 'last week'],
  ])('a study of %s is of %s', (date, label) => expect(dateLabel(date)).toBe(label));

  it.each([
    ['Müller^Anna^Maria^Dr.', 'Müller, Anna Maria'],
    ['Yamada^Tarou=山田^太郎', 'Yamada, Tarou'],
    ['DOE', 'DOE'],
    ['^', 'No name'],
  ])('%s is %s', (name, label) => expect(personLabel(name, 'No name')).toBe(label));

  it('counts', () => expect([counted(1, 'image'), counted(12345, 'file')]).toEqual(['1 image', '12,345 files']));
  it('sizes', () => expect([bytesLabel(512), bytesLabel(5.26e6), bytesLabel(3.2e9)]).toEqual(['1 kB', '5.3 MB', '3.2 GB']));
  it('tells a moment in local time', () => expect(momentLabel(new Date(2026, 0, 2, 3, 4).getTime())).toBe('2026-01-02 03:04'));

  it('calls a set of files by their folder', () => {
    expect(labelOf([{ name: 'CT/a' }, { name: 'CT/b/c' }])).toBe('CT');
    expect(labelOf([{ name: 'a.dcm' }])).toBe('a.dcm');
    expect(labelOf([{ name: 'a.dcm' }, { name: 'b.dcm' }])).toBe('2 files');
  });

  it('suggests a name for a model that is not taken', () => {
    expect(suggestedName({ description: 'Thorax 1.0 / Br40' }, [])).toBe('tuned-thorax-1-0-br40');
    expect(suggestedName({ description: '胸部' }, ['tuned-series'])).toBe('tuned-series-2');
    expect(suggestedName({ description: 'x'.repeat(200) }, []).length).toBeLessThanOrEqual(64);
  });
});

describe('the loss curve', () => {
  it('has a trend that is the loss itself where the loss is level, from the first step on', () => {
    const curve = [1, 2, 3, 4].reduce((points, step) => withPoint(points, step, 0.25), emptyCurve);
    for (const trend of curve.trend) expect(trend).toBeCloseTo(0.25, 12);
  });

  it('has a trend that is the weighted mean of all losses, newer ones weighing more', () => {
    const losses = [3, 1, 4, 1, 5];
    const curve = losses.reduce((points, loss, at) => withPoint(points, at, loss), emptyCurve);
    const weights = losses.map((_, at) => 0.95 ** (losses.length - 1 - at));
    const mean = losses.reduce((sum, loss, at) => sum + loss * weights[at]!, 0) / weights.reduce((a, b) => a + b);
    expect(curve.trend[4]).toBeCloseTo(mean, 12);
  });
});

describe('a grey picture', () => {
  it('is black below the window, white above, and grows evenly between', () => {
    expect([...greyOfHu(Float32Array.of(-1000, 0, 100, 255, 3000), { centerHu: 127.5, widthHu: 255 })]).toEqual([
      0, 0, 100, 255, 255,
    ]);
  });
});

describe('a model card', () => {
  it('is read as blocks', () => {
    const kinds = blocksOf(
      '# A\n\ntext\nmore\n\n- one\n  still one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n# no heading\n```\n',
    ).map((block) => block.kind);
    expect(kinds).toEqual(['heading', 'paragraph', 'list', 'table', 'code']);
  });

  it('keeps the lines of code that is indented', () => {
    expect(blocksOf('Made by:\n\n    tacet train\n      --out here\n\n    tacet models\n\nand so on')).toEqual([
      { kind: 'paragraph', text: spansOf('Made by:') },
      { kind: 'code', text: 'tacet train\n  --out here\n\ntacet models' },
      { kind: 'paragraph', text: spansOf('and so on') },
    ]);
  });

  it('keeps markup of the web as plain text', () => {
    expect(spansOf('<img onerror=x> **b** `c` [d](https://e)')).toEqual([
      { kind: 'text', text: '<img onerror=x> ' },
      { kind: 'strong', text: 'b' },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'c' },
      { kind: 'text', text: ' d (https://e)' },
    ]);
  });

  it.each(['', '|', '```', '**', '- ', '|---|', '#'])('of %j ends', (markdown) =>
    expect(blocksOf(markdown)).toBeInstanceOf(Array),
  );
});
