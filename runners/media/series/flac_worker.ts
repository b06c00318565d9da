/**
 * Decodes one FLAC after another, in a worker without any permission: what hangs or breaks here is ended
 * with it.
 *
 * @module
 */
import { FLACDecoder } from "@wasm-audio-decoders/flac";

/** What it answers: one row of samples for each channel, or why there are none. */
export type FlacReply =
  | { readonly channels: readonly Float32Array[]; readonly rate: number }
  | { readonly error: string };

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<Uint8Array>) => void) | null;
  postMessage(reply: FlacReply): void;
};

// The decoder prints what it also returns.
Object.assign(globalThis.console, { error() {} });

scope.onmessage = async ({ data }) => {
  try {
    scope.postMessage(await decode(data));
  } catch (cause) {
    scope.postMessage({ error: cause instanceof Error ? cause.message : String(cause) });
  }
};

async function decode(bytes: Uint8Array): Promise<FlacReply> {
  const decoder = new FLACDecoder();
  await decoder.ready;
  const { channelData, samplesDecoded, sampleRate, errors } = await decoder.decodeFile(bytes);
  decoder.free();
  const [fault] = errors;
  if (fault !== undefined) return { error: fault.message };
  return {
    channels: channelData.map((samples) => samples.subarray(0, samplesDecoded)),
    rate: sampleRate,
  };
}
