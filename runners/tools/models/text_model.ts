import { Tokenizer } from "@huggingface/tokenizers";
import type { ModelFiles } from "./model_files.ts";
import { type Feed, type OnnxModel, openModel, type Tensor } from "./onnx_model.ts";

/** Settings of a model and its tokenizer, as far as they matter here. */
interface Settings {
  readonly [name: string]: unknown;
}

/** A model of texts of RoBERTa's and BART's family, with its tokenizer. */
export interface TextModel {
  readonly model: OnnxModel;
  /** `config.json`; empty where there is none. */
  readonly config: Settings;
  /** Tokens of the longest text, marks included. */
  readonly longest: number;
  /** Ids of the marks `<s>` and `</s>`. */
  readonly begin: number;
  readonly end: number;
  /** Ids of a text without any mark. */
  encode(text: string): readonly number[];
  run(ids: readonly number[], output: string): Promise<Tensor>;
}

/**
 * Loads model and tokenizer.
 *
 * @param most Tokens of the longest text where the tokenizer does not say less
 * @throws {Error} in a sentence, if the folder holds something else
 */
export async function openTextModel(files: ModelFiles, most: number): Promise<TextModel> {
  const { tokenizer, tokenizerConfig, config } = files;
  if (tokenizer === null || tokenizerConfig === null) throw new Error("there is no tokenizer");
  const settings = await readSettings(tokenizerConfig);
  const tokens = new Tokenizer(await readSettings(tokenizer), settings);
  const [begin, end] = ["<s>", "</s>"].map((mark) => tokens.token_to_id(mark));
  if (begin === undefined || end === undefined) {
    throw new Error(`its tokenizer must have the marks <s> and </s>, as RoBERTa's and BART's do`);
  }
  const model = await openModel(files);
  const odd = model.inputs.find((name) => !INPUTS.includes(name));
  if (odd !== undefined || !model.inputs.includes("input_ids")) {
    throw new Error(
      `the model must be fed with ${INPUTS.join(", ")}: it wants ${model.inputs.join(", ")}`,
    );
  }
  const limit = settings.model_max_length;
  return {
    model,
    config: config === null ? {} : await readSettings(config),
    longest: typeof limit === "number" ? Math.min(most, limit) : most,
    begin,
    end,
    encode: (text) => idsOf(tokens, text),
    run(ids, output) {
      const wanted = model.inputs.map((name): [string, Feed[string]] => [name, {
        dims: [1, ids.length],
        ids: BigInt64Array.from(ids, (id) => FILLED[name] ?? BigInt(id)),
      }]);
      return model.run(Object.fromEntries(wanted), output);
    },
  };
}

/** A piece that the vocabulary does not have is the unknown one. */
function idsOf(tokens: Tokenizer, text: string): readonly number[] {
  const { ids } = tokens.encode(text, { add_special_tokens: false });
  return ids.map((id: number | undefined) => {
    const known = id ?? tokens.token_to_id("<unk>");
    if (known === undefined) throw new Error("its tokenizer has no piece for a part of the text");
    return known;
  });
}

const INPUTS: readonly string[] = ["input_ids", "attention_mask", "token_type_ids"];
/** Inputs that are the same for every token of a single text. */
const FILLED: Readonly<Record<string, bigint>> = { attention_mask: 1n, token_type_ids: 0n };

async function readSettings(path: string): Promise<Settings> {
  try {
    const value: unknown = JSON.parse(await Deno.readTextFile(path));
    if (typeof value === "object" && value !== null) return value as Settings;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new Error(`"${path}" must hold a JSON object`);
}
