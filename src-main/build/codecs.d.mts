/** Lays the WebAssembly of the codecs into the folder of a bundle. */
export declare function copyCodecs(folder: string): void;
