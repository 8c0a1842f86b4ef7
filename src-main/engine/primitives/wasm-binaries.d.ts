/** A file that the bundler lays beside the bundle: its path from there. */
declare module '*.wasm' {
  const path: string;
  export default path;
}
