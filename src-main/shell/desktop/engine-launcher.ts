import type { utilityProcess as ElectronUtilityProcess } from 'electron';
import { engineFile, forkEngine, type LaunchEngine } from '../../jobs/engine/child';

/**
 * Starts the engine as a `utilityProcess`, which needs no Electron that can be run as Node (the fuse `runAsNode` is off in releases).
 * Electron before 22 has none, and forks.
 */
export function engineLauncher(utilityProcess: typeof ElectronUtilityProcess | undefined): LaunchEngine {
  if (!utilityProcess) return forkEngine;
  return () => {
    const child = utilityProcess.fork(engineFile, [], { serviceName: 'Tacet engine', stdio: ['ignore', 'ignore', 'inherit'] });
    return {
      send: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', (code) => listener(`code ${code}`)),
      kill: () => void child.kill(),
    };
  };
}
