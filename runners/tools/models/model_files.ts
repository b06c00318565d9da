import { join } from "node:path";

/** The learned models that scorers may use. */
export const MODEL_KINDS = ["bert-score", "entailment", "clip", "dino", "lpips"] as const;
export type ModelKind = typeof MODEL_KINDS[number];

/** The files of a model folder, each by its real path: a hub cache is made of links. */
export interface ModelFiles {
  readonly model: string;
  /** Weights beside the model, where its export put them into a file of their own. */
  readonly weights: string | null;
  readonly tokenizer: string | null;
  readonly tokenizerConfig: string | null;
  readonly config: string | null;
}

/** Where the layout of `@huggingface/transformers`, and plain exports, have the model. */
const MODEL_NAMES: readonly string[] = ["model.onnx", "onnx/model.onnx"];
/** CLIP is published in halves; its picture half is the one. */
const VISION_NAMES: readonly string[] = ["vision_model.onnx", "onnx/vision_model.onnx"];
const WEIGHTS: readonly string[] = [".data", "_data"];

/**
 * Looks for the files of a model.
 *
 * @throws {Error} in a sentence, if one is missing
 */
export async function findModelFiles(kind: ModelKind, folder: string): Promise<ModelFiles> {
  const names = kind === "clip" ? [...VISION_NAMES, ...MODEL_NAMES] : MODEL_NAMES;
  const text = kind === "bert-score" || kind === "entailment";
  const name = await firstOf(folder, names);
  const weights = name === null ? null : await firstOf(folder, WEIGHTS.map((end) => name + end));
  const [model, tokenizer, tokenizerConfig, config] = await Promise.all([
    name === null ? null : realFile(folder, name),
    text ? realFile(folder, "tokenizer.json") : null,
    text ? realFile(folder, "tokenizer_config.json") : null,
    text ? realFile(folder, "config.json") : null,
  ]);
  const missing = [
    ...(model === null ? [names.join(" or ")] : []),
    ...(text && tokenizer === null ? ["tokenizer.json"] : []),
    ...(text && tokenizerConfig === null ? ["tokenizer_config.json"] : []),
    ...(kind === "entailment" && config === null ? ["config.json"] : []),
  ];
  if (model === null || missing.length > 0) {
    throw new Error(
      `Cannot use "${folder}" as ${kind} as it has no ${missing.join(" and no ")}: ` +
        `docs/models.md says where to get the folder`,
    );
  }
  return {
    model,
    weights: weights === null ? null : await realFile(folder, weights),
    tokenizer,
    tokenizerConfig,
    config,
  };
}

async function firstOf(folder: string, names: readonly string[]): Promise<string | null> {
  for (const name of names) if (await realFile(folder, name) !== null) return name;
  return null;
}

async function realFile(folder: string, name: string): Promise<string | null> {
  try {
    const path = await Deno.realPath(join(folder, name));
    return (await Deno.stat(path)).isFile ? path : null;
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound || cause instanceof Deno.errors.NotADirectory) {
      return null;
    }
    throw cause;
  }
}
