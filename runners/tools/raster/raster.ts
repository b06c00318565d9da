import type { Picture, Rasteriser } from "../../../scoring/picture/types.ts";
import type { RasterReply, RasterRequest } from "./raster_worker.ts";

/** Options of {@linkcode rasteriser}. */
export interface RasterOptions {
  /** Fonts in TrueType or OpenType; none of the system's are used. Default: none, text is not drawn */
  readonly fonts?: readonly Uint8Array[];
  /** Longest time for one picture in milliseconds. Default: 10000, as upstream */
  readonly wallMs?: number;
  /** Longest SVG in UTF-16 units. Default: 2,000,000 */
  readonly maxLength?: number;
}

/** Name of the renderer, for the record of a run: another one moves scores. */
export const RENDERER = "resvg-wasm 2.6.2";

/**
 * Draws SVG with resvg in a worker that has no permissions, one at a time. It starts with the first
 * picture and is ended when it takes too long or breaks; the next picture then has a fresh one. A signal
 * leaves the queue, not the picture being drawn.
 */
export function rasteriser(
  { fonts = [], wallMs = 10_000, maxLength = 2_000_000 }: RasterOptions = {},
): Rasteriser & AsyncDisposable {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    const started = new Worker(new URL("./raster_worker.ts", import.meta.url), {
      type: "module",
      deno: { permissions: "none" },
    });
    started.postMessage({ kind: "fonts", fonts } satisfies RasterRequest);
    return started;
  }

  function end(): void {
    worker?.terminate();
    worker = null;
  }

  async function ask(svg: string): Promise<RasterReply> {
    const asked = worker ??= start();
    const { promise, resolve } = Promise.withResolvers<RasterReply>();
    const timer = setTimeout(() => resolve({ error: `took more than ${wallMs} ms` }), wallMs);
    asked.onmessage = ({ data }: MessageEvent<RasterReply>) => resolve(data);
    asked.onerror = (event) => {
      event.preventDefault();
      resolve({ error: event.message });
    };
    asked.postMessage({ kind: "draw", svg } satisfies RasterRequest);
    try {
      const reply = await promise;
      // A renderer that broke off may have left its memory in any state.
      if ("error" in reply) end();
      return reply;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    draw(svg, signal) {
      if (svg.length > maxLength) return Promise.resolve(null);
      const drawn = last.then(async () => {
        signal?.throwIfAborted();
        const reply = await ask(svg);
        return "error" in reply ? null : withoutAlpha(reply);
      });
      last = drawn.catch(() => {});
      return drawn;
    },
    async [Symbol.asyncDispose]() {
      await last;
      end();
    },
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
