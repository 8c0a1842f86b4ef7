import { fail, ok, type Outcome } from '../../contract';
import type { TransferSyntax } from '../transfer-syntax';
import type { Codec } from './codec';
import { highThroughput, jpeg2000 } from './jpeg-2000';
import { jpeg8Bit } from './jpeg-8-bit';
import { jpegCosine } from './jpeg/cosine';
import { jpegLossless } from './jpeg/lossless';
import { jpegLs } from './jpeg-ls';
import { deflated, plain } from './plain';
import { rle } from './rle';

/** What unpacks the frames of a syntax, by the end of its UID. A codec is loaded when the first frame needs it, once a thread. */
const codecs: Readonly<Record<string, () => Promise<Codec>>> = {
  '.1.98': async () => plain,
  '.8.1': async () => deflated,
  '.5': async () => rle,
  '.4.50': jpeg8Bit,
  '.4.51': async () => jpegCosine,
  '.4.53': async () => jpegCosine,
  '.4.55': async () => jpegCosine,
  '.4.57': async () => jpegLossless,
  '.4.70': async () => jpegLossless,
  '.4.80': jpegLs,
  '.4.81': jpegLs,
  '.4.90': jpeg2000,
  '.4.91': jpeg2000,
  '.4.201': highThroughput,
  '.4.202': highThroughput,
  '.4.203': highThroughput,
};
const root = '1.2.840.10008.1.2';
const codecOf = ({ uid }: TransferSyntax): (() => Promise<Codec>) | undefined =>
  uid.startsWith(root) ? codecs[uid.slice(root.length)] : undefined;

/** Whether the frames of this syntax can be decoded, or why not. */
export function decodable(syntax: TransferSyntax): Outcome<TransferSyntax> {
  if (syntax.pixels === 'native' || codecOf(syntax)) return ok(syntax);
  return fail('compressed', { syntax: syntax.name });
}

/** The codec of an encapsulated syntax, loaded. Fails where `decodable` does, and where WebAssembly can't be had. */
export async function loadCodec(syntax: TransferSyntax): Promise<Outcome<Codec>> {
  const able = decodable(syntax);
  if (!able.ok) return able;
  try {
    return ok(await codecOf(syntax)!());
  } catch (reason) {
    return fail('codec-missing', {
      syntax: syntax.name,
      why: reason instanceof Error ? reason.message.split('\n')[0]! : String(reason),
    });
  }
}
