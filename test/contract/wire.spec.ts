import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as page from '../../src-renderer/app/framing';
import { callMessage, contract, eventMessage, events, fromMain, replyMessage } from '../../src-main/contract';
import * as main from '../../src-main/shell/browser/framing';

const exactly = (frame: Uint8Array): ArrayBuffer => frame.slice().buffer as ArrayBuffer;
const toMain = (message: unknown): unknown => main.fromFrame(page.toFrame(message));
const toPage = (message: unknown): unknown => page.fromFrame(exactly(main.toFrame(message)));

const hu = Int16Array.from([-1024, 0, 3071, -32768, 32767]).buffer;
const noise = Float32Array.from([-0.5, 0, 1e-7, 3e38]).buffer;

describe('between page and main', () => {
  it('a request arrives as it was sent, its bytes as an ArrayBuffer', () => {
    const request = { uploadId: 'u', name: 'größe/IM1', bytes: hu };
    const arrived = callMessage.parse(toMain({ type: 'call', id: 1, name: contract.uploadFile.name, request }));
    expect(contract.uploadFile.request.parse(arrived.request)).toEqual(request);
  });

  it('a reply arrives as it was sent, whole numbers and fractions alike', () => {
    const tables = [{ name: 'größer', firstHu: -1024, levels: hu }];
    const slice = { rows: 1, columns: 5, type: 'int16', hu, padding: null, inverted: false, tables, rgba: null };
    const reply = replyMessage.parse(toPage({ type: 'reply', id: 2, outcome: { ok: true, value: slice } }));
    expect(reply.outcome.ok && contract.readSlice.reply.parse(reply.outcome.value)).toEqual(slice);
    const predicted = replyMessage.parse(
      toPage({ type: 'reply', id: 3, outcome: { ok: true, value: { noise, sigmaHu: 12.5 } } }),
    );
    expect(predicted.outcome.ok && contract.readNoise.reply.parse(predicted.outcome.value)).toEqual({ noise, sigmaHu: 12.5 });
  });

  it('trouble arrives with its code and its remedy', () => {
    const outcome = { ok: false, error: { code: 'c', message: 'What.', remedy: 'Do this.' } };
    expect(fromMain.parse(toPage({ type: 'reply', id: 4, outcome }))).toEqual({ type: 'reply', id: 4, outcome });
  });

  it('an event arrives as it was sent', () => {
    const payload = { jobId: 'j', step: 3, rows: 1, columns: 4, original: noise, before: noise, after: new ArrayBuffer(0) };
    const arrived = eventMessage.parse(toPage({ type: 'event', name: events.trainingPreview.name, payload }));
    expect(events.trainingPreview.payload.parse(arrived.payload)).toEqual(payload);
  });

  it('anything made of plain values and buffers makes the round', () => {
    const leaf = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.double({ noNaN: true }).map((value) => value + 0),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array().map((bytes) => bytes.slice().buffer),
    );
    const { message } = fc.letrec<{ message: unknown }>((tie) => ({
      message: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('message')),
        fc.dictionary(
          fc.string().filter((name) => name !== '__proto__'),
          tie('message'),
          { noNullPrototype: true },
        ),
      ),
    }));
    fc.assert(
      fc.property(message, (sent) => {
        expect(toMain(sent)).toEqual(sent);
        expect(toPage(sent)).toEqual(sent);
      }),
    );
  });

  it('a field called __proto__, which would change what an object is, is refused on both sides', () => {
    const sent: unknown = JSON.parse('{"__proto__": 1}');
    expect(() => toMain(sent)).toThrow('__proto__');
    expect(() => toPage(sent)).toThrow('__proto__');
  });

  it('a buffer that arrives is its own, not a window on the whole frame', () => {
    const { a } = main.fromFrame(page.toFrame({ a: hu, rest: noise })) as { a: ArrayBuffer };
    expect(a.byteLength).toBe(hu.byteLength);
  });

  it('bytes that are no message are an error, never a guess', () => {
    expect(() => main.fromFrame(Uint8Array.of(0xc1))).toThrow();
    expect(() => main.fromFrame(page.toFrame({ a: hu }).subarray(0, 5))).toThrow();
  });
});
