import * as ort from "onnxruntime-web/wasm";
import { basename } from "node:path";
import type { ModelFiles } from "./model_files.ts";
import { ortWasm } from "./ort_wasm.js";

/** Numbers with their dimensions. */
export interface Tensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** What a model is fed: whole numbers or fractions. */
export type Feed = Readonly<
  Record<string, Tensor | { dims: readonly number[]; ids: BigInt64Array }>
>;

/** An ONNX model that is ready to run, on the CPU with ONNX Runtime's WebAssembly. */
export interface OnnxModel {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /**
   * One output for one set of inputs.
   *
   * @throws {Error} if the output is not made of finite 32-bit numbers
   */
  run(feed: Feed, output: string): Promise<Tensor>;
}

/**
 * Loads a model.
 *
 * @throws {Error} in a sentence, if the file is no ONNX model that can be run
 */
export async function openModel({ model, weights }: ModelFiles): Promise<OnnxModel> {
  ort.env.wasm.wasmBinary = await ortWasm();
  // More threads would need workers with permissions.
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = "error";
  const bytes = await Deno.readFile(model);
  const external = weights === null
    ? {}
    : { externalData: [{ path: basename(weights), data: await Deno.readFile(weights) }] };
  let session: ort.InferenceSession;
  try {
    session = await ort.InferenceSession.create(bytes, {
      executionProviders: ["wasm"],
      ...external,
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`"${model}" cannot be run as an ONNX model: ${why}`);
  }
  return {
    inputs: session.inputNames,
    outputs: session.outputNames,
    async run(feed, output) {
      const feeds = Object.fromEntries(
        Object.entries(feed).map(([name, value]) => [
          name,
          "ids" in value
            ? new ort.Tensor("int64", value.ids, value.dims)
            : new ort.Tensor("float32", value.data, value.dims),
        ]),
      );
      const found = (await session.run(feeds, [output]))[output];
      const data = found?.data;
      if (found === undefined || !(data instanceof Float32Array)) {
        throw new Error(`its output "${output}" is not made of 32-bit floating-point numbers`);
      }
      if (!data.every(Number.isFinite)) {
        throw new Error(`its output "${output}" has numbers that are not finite`);
      }
      return { dims: found.dims, data };
    },
  };
}

/** @throws {Error} if the model has no such output */
export function wantOutput({ outputs }: OnnxModel, names: readonly string[]): string {
  const found = names.find((name) => outputs.includes(name));
  if (found !== undefined) return found;
  throw new Error(
    `the model must have an output ${names.map((name) => `"${name}"`).join(" or ")}: ` +
      `it has ${outputs.map((name) => `"${name}"`).join(", ")}`,
  );
}
