/** The compiled, not yet started WebAssembly module of `@resvg/resvg-wasm`. Loaded on first call. */
export function resvgWasm(): Promise<WebAssembly.Module>;
