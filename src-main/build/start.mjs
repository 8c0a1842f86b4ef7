/** `npm start [-- PATH…]`: installs and builds what is missing, then opens Tacet as `tacet open` does. */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './checkout.mjs';
import { ensure } from './ensure.mjs';

await ensure();
// npm runs scripts in the project's folder; what the user named is meant from where the user is.
const from = process.env.INIT_CWD ?? process.cwd();
const command = join(root, 'dist/main/tacet.cjs');
process.argv.splice(1, Infinity, command, 'open', ...process.argv.slice(2).map((path) => resolve(from, path)));
await import(pathToFileURL(command));
