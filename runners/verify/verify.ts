import { findBenchmark } from "../../benchmarks/mod.ts";
import { describeError } from "../scoring/score_step.ts";
import { SandboxMissingError } from "../tools/python/sandbox.ts";
import { MissingDataError } from "./missing_data.ts";
import { scoreVector, vectorBenchmarks } from "./score_vector.ts";
import { type Vector, vectorDifference } from "./vector.ts";

/** How far the installed scorers agree with the official ones on a benchmark's vectors. */
export interface Agreement {
  readonly benchmark: string;
  readonly vectors: number;
  readonly agree: number;
  readonly disagree: readonly { readonly id: string; readonly detail: string }[];
  /** Vectors that could not be run here, and why; `null` where all could. */
  readonly unchecked: { readonly vectors: number; readonly reason: string } | null;
  readonly upstream: readonly string[];
}

/**
 * Runs the shipped golden vectors through the installed scorers, a benchmark (or component) at a
 * time: the proof that comes with every number.
 *
 * @throws {RangeError} if there are no vectors of a benchmark that was named
 */
export async function* verify(
  options: { readonly benchmarks: readonly string[] | null; readonly vectorsDir: URL },
): AsyncGenerator<Agreement> {
  const wanted = options.benchmarks ?? vectorBenchmarks;
  for (const name of wanted) {
    if (!vectorBenchmarks.includes(name)) {
      throw new RangeError(
        `There are no vectors of "${name}": known are ${vectorBenchmarks.join(", ")}`,
      );
    }
  }
  for (const name of wanted) {
    const vectors = await readVectors(new URL(`${name}.jsonl`, options.vectorsDir));
    const disagree: { id: string; detail: string }[] = [];
    let unrun = 0;
    let reason = "";
    for (const vector of vectors) {
      try {
        const detail = vectorDifference(vector, await scoreVector(vector));
        if (detail !== null) disagree.push({ id: vector.id, detail });
      } catch (cause) {
        if (cause instanceof SandboxMissingError || cause instanceof MissingDataError) {
          unrun++;
          reason = cause.message;
        } else disagree.push({ id: vector.id, detail: describeError(cause) });
      }
    }
    yield {
      benchmark: name,
      vectors: vectors.length,
      agree: vectors.length - disagree.length - unrun,
      disagree,
      unchecked: unrun === 0 ? null : { vectors: unrun, reason },
      upstream: findBenchmark(name)?.upstream ?? sources(vectors),
    };
  }
}

/** Reads a file of vectors, one JSON object a line. */
export async function readVectors(file: URL): Promise<Vector[]> {
  const text = await Deno.readTextFile(file);
  return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as Vector);
}

function sources(vectors: readonly Vector[]): string[] {
  return [...new Set(vectors.map(({ source }) => source.split(",", 1)[0] ?? source))];
}
