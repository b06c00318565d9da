/** The WebAssembly of `onnxruntime-web`, as bytes. Needs `--unstable-raw-imports`. */
export function ortWasm(): Promise<Uint8Array<ArrayBuffer>>;
