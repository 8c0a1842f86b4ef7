import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { engineFile, forkEngine } from '../../../src-main/jobs/engine/child';
import { engineLauncher } from '../../../src-main/shell/desktop/engine-launcher';

describe('the engine on the desktop', () => {
  it('is forked where Electron has no utilityProcess', () => expect(engineLauncher(undefined)).toBe(forkEngine));

  it('is a utilityProcess elsewhere: messages go both ways, its end is told', () => {
    const process = Object.assign(new EventEmitter(), { postMessage: vi.fn(), kill: vi.fn() });
    const fork = vi.fn(() => process);
    const child = engineLauncher({ fork } as never)();
    expect(fork).toHaveBeenCalledWith(engineFile, [], expect.objectContaining({ serviceName: 'Tacet engine' }));

    const [heard, gone] = [vi.fn(), vi.fn()];
    child.onMessage(heard);
    child.onExit(gone);
    child.send({ id: 1 });
    process.emit('message', { id: 1, reply: 'done' });
    child.kill();
    process.emit('exit', 9);
    expect(process.postMessage).toHaveBeenCalledWith({ id: 1 });
    expect(heard).toHaveBeenCalledWith({ id: 1, reply: 'done' });
    expect(process.kill).toHaveBeenCalled();
    expect(gone.mock.calls).toEqual([['code 9']]);
  });
});
