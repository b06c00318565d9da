import { type LoneWorker, loneWorker } from "../../tools/lone_worker.ts";
import type { FlacReply } from "./flac_worker.ts";
import type { DecodedSeries } from "./decode_series.ts";
import { checkSize, SeriesFault } from "./series_fault.ts";

/** Decodes FLAC, one after another, in a worker that has no permissions. */
export type FlacDecoder = LoneWorker<Uint8Array, FlacReply>;

/**
 * The worker starts with the first file.
 *
 * @param idleMs Milliseconds without a file after which it is ended. Default: when disposed of
 */
export function flacDecoder(idleMs?: number): FlacDecoder {
  return loneWorker({
    url: new URL("./flac_worker.ts", import.meta.url),
    wallMs: 60_000,
    ...(idleMs === undefined ? {} : { idleMs }),
  });
}

/**
 * A FLAC as a series of samples from -1 to 1.
 *
 * @throws {SeriesFault} if it cannot be decoded as a whole
 */
export async function readFlac(
  bytes: Uint8Array,
  decoder: FlacDecoder,
  signal?: AbortSignal,
): Promise<DecodedSeries> {
  const stated = statedSize(bytes);
  checkSize(stated.length, stated.channels);
  const reply = await decoder.ask(bytes, signal);
  if ("error" in reply) throw new SeriesFault(`it cannot be decoded: ${reply.error}`);
  const { channels, rate } = reply;
  const length = channels[0]?.length ?? 0;
  if (length === 0 || length < stated.length) {
    throw new SeriesFault(
      `it is cut short: wanted ${stated.length} points by its header, found ${length}`,
    );
  }
  checkSize(length, channels.length);
  const values = new Float64Array(length * channels.length);
  for (const [channel, samples] of channels.entries()) {
    for (let at = 0; at < length; at++) values[at * channels.length + channel] = samples[at] ?? NaN;
  }
  return { series: { length, channels: channels.length, values }, rate };
}

/** What the first block of a FLAC says; a length of 0 is not known. */
function statedSize(bytes: Uint8Array): { readonly length: number; readonly channels: number } {
  if (bytes.length < 42 || new TextDecoder().decode(bytes.subarray(0, 4)) !== "fLaC") {
    throw new SeriesFault("it does not begin as a FLAC does");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return {
    channels: ((view.getUint8(20) >> 1) & 7) + 1,
    length: (view.getUint8(21) & 15) * 2 ** 32 + view.getUint32(22),
  };
}
