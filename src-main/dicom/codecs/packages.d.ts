/** The codecs of cornerstone's project are Emscripten modules without types; what each gives is declared where it is used. */
declare module '@cornerstonejs/*' {
  /** Finds its `.wasm` beside the script it is part of: in its package, or in the folder of the bundle. */
  const start: (options: { readonly print: () => void; readonly printErr: (text: string) => void }) => Promise<unknown>;
  export default start;
}
