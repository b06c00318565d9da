import { join } from "node:path";
import { type TinyModel, tinyOnnx } from "./tiny_onnx.ts";

/** Words of the tiny tokenizer; their ids are their places. */
const WORDS = ["<s>", "</s>", "<unk>", "acid", "base", "salt", "This", "example", "is", "."];

/** Writes a tokenizer of a few words that are divided by blanks. */
export async function writeTokenizer(folder: string): Promise<void> {
  const marks = WORDS.slice(0, 3);
  await writeJson(join(folder, "tokenizer.json"), {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: marks.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: { type: "WhitespaceSplit" },
    post_processor: null,
    decoder: null,
    model: {
      type: "WordLevel",
      vocab: Object.fromEntries(WORDS.map((word, id) => [word, id])),
      unk_token: "<unk>",
    },
  });
  await writeJson(join(folder, "tokenizer_config.json"), { model_max_length: 6 });
}

/** Vectors of the words: marks point away from everything. */
const VECTORS = [
  [0, 0, 1],
  [0, 0, -1],
  [-1, -1, 0],
  [1, 0, 0],
  [0, 1, 0],
  [3, 4, 0],
  ...Array.from({ length: 4 }, () => [1, 1, 1]),
];

const TABLE = { rows: VECTORS.length, size: 3, values: VECTORS.flat() };
const TOKENS = { input_ids: "int64", attention_mask: "int64" } as const;
const LOOK_UP = { operator: "Gather", inputs: ["table", "input_ids"] } as const;

/** A model for BERTScore: a vector for each word, whatever stands around it. */
export function bertModel(output = "hidden_states.14"): TinyModel {
  return {
    inputs: TOKENS,
    tables: { table: TABLE },
    steps: [{ ...LOOK_UP, output }],
    output,
  };
}

/** A model for entailment: the sums of the words' vectors. */
export const entailmentModel: TinyModel = {
  inputs: TOKENS,
  tables: { table: TABLE },
  steps: [
    { ...LOOK_UP, output: "words" },
    {
      operator: "ReduceSum",
      inputs: ["words"],
      output: "logits",
      attributes: { axes: [1], keepdims: 0 },
    },
  ],
  output: "logits",
};

/** CLIP's stand-in: the mean of each colour. */
export const clipModel: TinyModel = {
  inputs: { pixel_values: "float32" },
  steps: [{
    operator: "ReduceMean",
    inputs: ["pixel_values"],
    output: "image_embeds",
    attributes: { axes: [2, 3], keepdims: 0 },
  }],
  output: "image_embeds",
};

/** DINOv2's stand-in: a token for each colour, the means of its columns. */
export const dinoModel: TinyModel = {
  inputs: { pixel_values: "float32" },
  steps: [{
    operator: "ReduceMean",
    inputs: ["pixel_values"],
    output: "last_hidden_state",
    attributes: { axes: [2], keepdims: 0 },
  }],
  output: "last_hidden_state",
};

/** LPIPS's stand-in: the mean distance of the pixels. */
export const lpipsModel: TinyModel = {
  inputs: { gold: "float32", other: "float32" },
  steps: [
    { operator: "Sub", inputs: ["gold", "other"], output: "difference" },
    { operator: "Abs", inputs: ["difference"], output: "distance" },
    {
      operator: "ReduceMean",
      inputs: ["distance"],
      output: "lpips",
      attributes: { axes: [0, 1, 2, 3], keepdims: 1 },
    },
  ],
  output: "lpips",
};

/** A model of one picture whose only number is none. */
export const brokenClipModel: TinyModel = {
  inputs: { pixel_values: "float32" },
  steps: [
    { operator: "Sub", inputs: ["pixel_values", "pixel_values"], output: "zero" },
    { operator: "Div", inputs: ["zero", "zero"], output: "image_embeds" },
  ],
  output: "image_embeds",
};

/** Writes a model folder as its users keep it. */
export async function writeModel(
  folder: string,
  model: TinyModel,
  options: { readonly name?: string; readonly config?: object; readonly text?: boolean } = {},
): Promise<void> {
  const { name = "model.onnx", config, text = false } = options;
  const path = join(folder, name);
  await Deno.mkdir(join(path, ".."), { recursive: true });
  await Deno.writeFile(path, tinyOnnx(model));
  if (config !== undefined) await writeJson(join(folder, "config.json"), config);
  if (text) await writeTokenizer(folder);
}

async function writeJson(path: string, value: object): Promise<void> {
  await Deno.writeTextFile(path, JSON.stringify(value));
}
