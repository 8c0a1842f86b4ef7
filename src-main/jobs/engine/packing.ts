import { deserialize, serialize } from 'node:v8';

/**
 * Node before 12.16 (Electron 9) sends a child nothing but JSON. There a message crosses as the text of its clone; elsewhere the channel
 * clones by itself, and faster.
 */
const [major, minor] = process.versions.node.split('.').map(Number);
export const channelClones = major > 12 || (major === 12 && minor >= 16);

export const pack = (message: unknown): unknown => (channelClones ? message : serialize(message).toString('base64'));
export const unpack = (message: unknown): unknown =>
  typeof message === 'string' ? (deserialize(Buffer.from(message, 'base64')) as unknown) : message;
