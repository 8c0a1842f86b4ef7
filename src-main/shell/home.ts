import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where Tacet keeps what belongs to its user: settings, recent studies, own models. `TACET_HOME` names another place. */
export function userDataFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (env.TACET_HOME) return resolve(env.TACET_HOME);
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Tacet');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Tacet');
  return join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'tacet');
}
