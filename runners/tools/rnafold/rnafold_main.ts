/**
 * RNAfold in the hands of a process that may start this one program and nothing else. Started with the
 * path of the program.
 *
 * @module
 */
import { serveTool } from "../child/serve_tool.ts";
import type { FoldRequest } from "./rnafold.ts";

const [program = ""] = Deno.args;
/** Most of standard output that is taken, in bytes: a fold is twice as long as its sequence. */
const OUTPUT_BYTES = 4 * 1024 ** 2;

// deno-lint-ignore require-await
await serveTool(async () => async (request, signal) => {
  const { sequence, wallMs } = request as FoldRequest;
  return await fold(sequence, AbortSignal.any([signal, AbortSignal.timeout(wallMs)]), wallMs);
});

async function fold(sequence: string, signal: AbortSignal, wallMs: number): Promise<string> {
  const child = new Deno.Command(program, {
    args: ["--noPS"],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
    clearEnv: true,
  }).spawn();
  const end = () => {
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  signal.addEventListener("abort", end, { once: true });
  try {
    void feed(child.stdin, `${sequence}\n`);
    const output = await read(child.stdout, OUTPUT_BYTES, end);
    const { code, signal: killed } = await child.status;
    if (signal.aborted) throw new Error(`it took longer than ${wallMs} ms`);
    if (output === null) throw new Error(`it printed more than ${OUTPUT_BYTES} bytes`);
    if (code !== 0) {
      throw new Error(`it ended ${killed === null ? `with code ${code}` : `by ${killed}`}`);
    }
    return output;
  } finally {
    signal.removeEventListener("abort", end);
  }
}

/** A program that does not read its input is told by what it prints. */
async function feed(stdin: WritableStream<Uint8Array>, text: string): Promise<void> {
  const writer = stdin.getWriter();
  try {
    await writer.write(new TextEncoder().encode(text));
    await writer.close();
  } catch {
    await writer.abort().catch(() => {});
  }
}

/** The text of a stream; `null` where there is more than the limit. */
async function read(
  stream: ReadableStream<Uint8Array>,
  limit: number,
  over: () => void,
): Promise<string | null> {
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > limit) {
      over();
      return null;
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}
