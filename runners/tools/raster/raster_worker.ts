/**
 * Draws one SVG after another, in a worker without any permission: what hangs or breaks here is ended
 * with it.
 *
 * @module
 */
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { resvgWasm } from "./resvg_wasm.js";

/** What the worker is told: once the fonts, then texts. */
export type RasterRequest =
  | { readonly kind: "fonts"; readonly fonts: readonly Uint8Array[] }
  | { readonly kind: "draw"; readonly svg: string };

/** What it answers to a text: pixels with alpha, or why there are none. */
export type RasterReply =
  | { readonly width: number; readonly height: number; readonly rgba: Uint8Array }
  | { readonly error: string };

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<RasterRequest>) => void) | null;
  postMessage(reply: RasterReply): void;
};

let fonts: readonly Uint8Array[] = [];
const started = (async () => await initWasm(await resvgWasm()))();

scope.onmessage = async ({ data }) => {
  if (data.kind === "fonts") {
    fonts = data.fonts;
    return;
  }
  try {
    await started;
    scope.postMessage(draw(data.svg));
  } catch (cause) {
    scope.postMessage({ error: String(cause) });
  }
};

function draw(svg: string): RasterReply {
  const resvg = new Resvg(svg, { background: "white", font: { fontBuffers: [...fonts] } });
  const image = resvg.render();
  const { width, height, pixels } = image;
  image.free();
  resvg.free();
  return { width, height, rgba: pixels };
}
