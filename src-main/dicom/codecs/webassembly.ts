/** What every decoder class of the codecs has. The arrays are views into the module's memory, which moves when it grows. */
export interface WasmDecoder {
  getEncodedBuffer(bytes: number): Uint8Array;
  decode(): void;
  getDecodedBuffer(): Uint8Array;
  /** Of CharLS: 0 where it gives one sample of all pixels after the other. */
  getInterleaveMode?(): number;
  delete(): void;
}

/** What their encoder classes have, likewise. `Frame`: size, bits and sign of the picture. */
export interface WasmEncoder<Frame> {
  getDecodedBuffer(frame: Frame): Uint8Array;
  encode(): void;
  getEncodedBuffer(): Uint8Array;
  delete(): void;
}

interface Package {
  readonly default: (options: { readonly print: () => void; readonly printErr: (text: string) => void }) => Promise<unknown>;
}

/** A module that is started when it is first needed, once a thread. `Module`: what its package exports. */
export class LazyModule<Module> {
  private started: Promise<Module> | null = null;
  private complaint = '';

  constructor(private readonly load: () => Promise<Package>) {}

  ready(): Promise<Module> {
    this.started ??= this.start();
    return this.started;
  }

  /**
   * Calls into the module. What it throws (numbers, strings, traps) comes back as words. After a trap its memory can't be trusted: the next
   * `ready` starts another.
   */
  attempt<Result>(work: () => Result): { readonly result: Result } | { readonly complaint: string } {
    this.complaint = '';
    try {
      return { result: work() };
    } catch (thrown) {
      if (thrown instanceof WebAssembly.RuntimeError) this.started = null;
      const said = thrown instanceof Error ? thrown.message : '';
      return { complaint: said || this.complaint || 'the decoder gave up' };
    }
  }

  private async start(): Promise<Module> {
    const { default: start } = await this.load();
    // Both keep it from writing to the console.
    return (await start({ print: () => undefined, printErr: (text) => (this.complaint = text) })) as Module;
  }
}
