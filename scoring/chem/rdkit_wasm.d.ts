/** The compiled, not yet started WebAssembly module of `@rdkit/rdkit`. Loaded on first call. */
export function rdkitWasm(): Promise<WebAssembly.Module>;
