import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { usualSettings } from '../../src-main/contract';
import { openMemory } from '../../src-main/shell/memory';
import { temporaryFolder } from '../temporary-folder';

const study = (label: string) => ({ label, paths: [`/data/${label}`], images: 1 });

describe('the memory', () => {
  it('keeps settings and recent studies from one run to the next', () => {
    const folder = temporaryFolder();
    openMemory(folder).writeSettings({ modelName: 'mine' });
    openMemory(folder, () => 5).remember(study('a'));
    const next = openMemory(folder);
    expect(next.readSettings()).toEqual({ ...usualSettings, modelName: 'mine' });
    expect(next.listRecent()).toEqual([
      { ...study('a'), recentId: expect.stringMatching(/^[0-9a-f]{16}$/), openedAt: 5, picture: null, desk: null },
    ]);
  });

  it('lists the study opened last first, each once, twelve at most', () => {
    const memory = openMemory(temporaryFolder());
    for (let i = 0; i < 20; i++) memory.remember(study(`s${i}`));
    memory.remember(study('s15'));
    const labels = memory.listRecent().map(({ label }) => label);
    expect(labels).toEqual(['s15', 's19', 's18', 's17', 's16', 's14', 's13', 's12', 's11', 's10', 's9', 's8']);
  });

  it('keeps how a study was left until it is left otherwise, and forgets it with the study', () => {
    const memory = openMemory(temporaryFolder());
    const desk = { rows: 1, columns: 2, active: 1, cells: [null, null] };
    const picture = { rows: 1, columns: 1, grey: 'AA==' };
    memory.rememberDesk(['/data/unknown'], desk);
    memory.remember(study('a'));
    memory.remember(study('b'));
    memory.rememberDesk(['/data/a'], desk);
    memory.rememberPicture(['/data/a'], picture);
    memory.remember({ ...study('a'), images: 7 });
    expect(memory.listRecent().map(({ images, picture }) => [images, picture])).toEqual([
      [7, picture],
      [1, null],
    ]);
    expect(['/data/a', '/data/b', '/data/unknown'].map((path) => memory.deskOf([path]))).toEqual([desk, null, null]);
    memory.forget(memory.listRecent()[0]!.recentId);
    expect(memory.deskOf(['/data/a'])).toBeNull();
  });

  it('knows a desk that was kept before how its cells compared was kept, too', () => {
    const folder = temporaryFolder();
    const cell = { seriesUid: '1.2', part: 0, sopUid: '1.3', index: 4, window: null };
    const desk = { rows: 1, columns: 1, active: 0, cells: [{ ...cell, comparison: null }] };
    openMemory(folder).remember(study('a'));
    openMemory(folder).rememberDesk(['/data/a'], desk);
    const path = join(folder, 'recent.json');
    const kept = readFileSync(path, 'utf8');
    writeFileSync(path, kept.replace(/,\s*"comparison": null/, ''));
    expect(readFileSync(path, 'utf8')).not.toBe(kept);
    expect(openMemory(folder).deskOf(['/data/a'])).toEqual(desk);
  });

  it('forgets what it is told to', () => {
    const memory = openMemory(temporaryFolder());
    memory.remember(study('a'));
    memory.remember(study('b'));
    memory.forget(memory.listRecent()[0]!.recentId);
    expect(memory.listRecent().map(({ label }) => label)).toEqual(['a']);
  });

  it.each([
    ['no JSON', '{"backend": "auto", '],
    ['JSON of another kind', '[1, 2, 3]'],
    ['settings of another version', '{"backend": "quantum", "modelName": 7}'],
    ['nothing', ''],
    ['keys of another version', '{"controls": {"keySet": "emacs", "ownKeys": {}, "mouse": {}}}'],
  ])('begins anew where its settings are %s', (_what, text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'settings.json'), text);
    writeFileSync(join(folder, 'recent.json'), text);
    const memory = openMemory(folder);
    expect(memory.readSettings()).toEqual(usualSettings);
    expect(memory.settingsTrouble()?.message).toMatch(/saved settings could not be read, so the usual ones are in force/);
    expect(memory.listRecent()).toEqual([]);
    memory.writeSettings({ backend: 'reference' });
    memory.remember(study('a'));
    expect(memory.settingsTrouble()).toBeNull();
    expect(openMemory(folder).readSettings().backend).toBe('reference');
    expect(openMemory(folder).settingsTrouble()).toBeNull();
    expect(openMemory(folder).listRecent()).toHaveLength(1);
  });

  it('names the settings that make no sense, and keeps all others', () => {
    const folder = temporaryFolder();
    const ownKeys = { invert: ['j'], 'a-command-of-tomorrow': ['u'] };
    openMemory(folder).writeSettings({ controls: { ...usualSettings.controls, ownKeys } });
    const file = join(folder, 'settings.json');
    const saved = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...saved, cine: { slicesPerSecond: 'many', way: 'loop' } }));
    const memory = openMemory(folder);
    expect(memory.readSettings().controls.ownKeys).toEqual(ownKeys);
    expect(memory.readSettings().cine).toEqual(usualSettings.cine);
    expect(memory.settingsTrouble()?.message).toContain('how a series plays');
    expect(memory.settingsTrouble()?.message).not.toContain('keys');
  });

  it('drops only the recent studies that make no sense', () => {
    const folder = temporaryFolder();
    openMemory(folder).remember(study('good'));
    const file = join(folder, 'recent.json');
    const { studies } = JSON.parse(readFileSync(file, 'utf8')) as { studies: unknown[] };
    writeFileSync(file, JSON.stringify({ studies: [{ label: 'no paths' }, 'rubbish', ...studies] }));
    expect(
      openMemory(folder)
        .listRecent()
        .map(({ label }) => label),
    ).toEqual(['good']);
  });

  it.skipIf(process.platform === 'win32')('is for its user alone to read', () => {
    const folder = temporaryFolder();
    openMemory(folder).remember(study('a'));
    expect(statSync(join(folder, 'recent.json')).mode & 0o077).toBe(0);
  });
});
