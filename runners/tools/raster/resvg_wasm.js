// @ts-self-types="./resvg_wasm.d.ts"
// JavaScript, because TypeScript has no word for a source phase import: the only way to WebAssembly
// that needs no permission to read a file, which the drawing worker does not have.

/** The compiled, not yet started WebAssembly module of `@resvg/resvg-wasm`; see the declaration. */
export function resvgWasm() {
  return import.source("@resvg/resvg-wasm/index_bg.wasm");
}
