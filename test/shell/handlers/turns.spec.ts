import { describe, expect, it } from 'vitest';
import { Turns } from '../../../src-main/shell/handlers/turns';

/** Work that ends when it is told to, and a log of what began. */
function desk() {
  const begun: string[] = [];
  const endings = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => endings.set(name, () => resolve(name)));
  };
  const end = async (name: string): Promise<void> => {
    endings.get(name)!();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { turns: new Turns(), begun, work, end };
}

describe('taking turns', () => {
  it('urgent work begins at once, all of it', () => {
    const { turns, begun, work } = desk();
    for (const name of ['a', 'b', 'c']) void turns.urgent(work(name));
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('patient work goes one at a time, while nothing urgent goes on', async () => {
    const { turns, begun, work, end } = desk();
    void turns.urgent(work('slice'));
    void turns.patient(work('thumbnail 1'));
    void turns.patient(work('thumbnail 2'));
    expect(begun).toEqual(['slice']);
    await end('slice');
    expect(begun).toEqual(['slice', 'thumbnail 1']);
    await end('thumbnail 1');
    expect(begun).toEqual(['slice', 'thumbnail 1', 'thumbnail 2']);
  });

  it('patient work does not wait for good where urgent work never ends', async () => {
    const { turns, begun, work, end } = desk();
    void turns.urgent(work('slice 0'));
    void turns.patient(work('thumbnail'));
    for (let i = 0; i < 16; i++) {
      void turns.urgent(work(`slice ${i + 1}`));
      expect(begun).not.toContain('thumbnail');
      await end(`slice ${i}`);
    }
    expect(begun).toContain('thumbnail');
  });

  it('hands on results and failures, and goes on after a failure', async () => {
    const { turns } = desk();
    await expect(turns.urgent(() => Promise.resolve(1))).resolves.toBe(1);
    await expect(turns.patient(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(turns.urgent(() => Promise.reject(new Error('broken too')))).rejects.toThrow('broken too');
    await expect(turns.patient(() => Promise.resolve(2))).resolves.toBe(2);
  });
});
