import type { Picture, Rasteriser } from "../../../scoring/picture/types.ts";
import { loneWorker } from "../lone_worker.ts";
import type { RasterReply, RasterRequest } from "./raster_worker.ts";

/** Options of {@linkcode rasteriser}. */
export interface RasterOptions {
  /** Fonts in TrueType or OpenType; none of the system's are used. Default: none, text is not drawn */
  readonly fonts?: readonly Uint8Array[];
  /** Longest time for one picture in milliseconds. Default: 10000, as upstream */
  readonly wallMs?: number;
  /** Longest SVG in UTF-16 units. Default: 2,000,000 */
  readonly maxLength?: number;
  /** Milliseconds without a picture after which the worker is ended. Default: when disposed of */
  readonly idleMs?: number;
}

/** Name of the renderer, for the record of a run: another one moves scores. */
export const RENDERER = "resvg-wasm 2.6.2";

/**
 * Draws SVG with resvg in a worker that has no permissions, one at a time. It starts with the first
 * picture and is ended when it takes too long or breaks; the next picture then has a fresh one. A signal
 * leaves the queue, not the picture being drawn.
 */
export function rasteriser(
  { fonts = [], wallMs = 10_000, maxLength = 2_000_000, idleMs }: RasterOptions = {},
): Rasteriser & AsyncDisposable {
  const worker = loneWorker<RasterRequest, RasterReply>({
    url: new URL("./raster_worker.ts", import.meta.url),
    wallMs,
    greeting: { kind: "fonts", fonts },
    ...(idleMs === undefined ? {} : { idleMs }),
  });
  return {
    async draw(svg, signal) {
      if (svg.length > maxLength) return null;
      const reply = await worker.ask({ kind: "draw", svg }, signal);
      return "error" in reply ? null : withoutAlpha(reply);
    },
    [Symbol.asyncDispose]: () => worker[Symbol.asyncDispose](),
  };
}

/** The pixels are opaque: they stand on white. */
function withoutAlpha({ width, height, rgba }: Exclude<RasterReply, { error: string }>): Picture {
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb.set(rgba.subarray(from, from + 3), to);
  }
  return { width, height, rgb };
}
