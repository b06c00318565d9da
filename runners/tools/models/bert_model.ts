import { pyStrip } from "../../../scoring/python/text.ts";
import { bertScore, type TokenVectors } from "../../../scoring/text/bert_score.ts";
import type { ToolHandler } from "../child/serve_tool.ts";
import type { ModelFiles } from "./model_files.ts";
import { wantOutput } from "./onnx_model.ts";
import { openTextModel, type TextModel } from "./text_model.ts";

/** Answers `{ answer, reference }` with precision, recall and F1. */
export interface BertRequest {
  readonly answer: string;
  readonly reference: string;
}

/** The layer whose vectors are compared. */
const LAYER = 14;
/** The output of an export that tells more layers than the last one. */
const LAYER_OUTPUT = `hidden_states.${LAYER}`;
/** The output of an export that ends with this layer. */
const LAST_OUTPUT = "last_hidden_state";
/** Tokens of the longest text roberta-large takes. */
const LONGEST = 512;

/**
 * Opens a model for BERTScore: texts are read as `bert_score` reads them, with a blank in front and cut
 * at the model's length.
 *
 * @throws {Error} in a sentence, if the folder has another model
 */
export async function openBert(files: ModelFiles): Promise<ToolHandler> {
  const text = await openTextModel(files, LONGEST);
  const output = layerOutput(text);
  const vectors = async (written: string): Promise<TokenVectors> => {
    const stripped = pyStrip(written);
    const ids = stripped === "" ? [] : text.encode(` ${stripped}`);
    const tokens = [text.begin, ...ids.slice(0, text.longest - 2), text.end];
    const { dims, data } = await text.run(tokens, output);
    const [batch, count, size] = dims;
    if (dims.length !== 3 || batch !== 1 || count !== tokens.length || size === undefined) {
      throw new Error(
        `its output "${output}" must have one vector for each of ${tokens.length} tokens: ` +
          `it has the dimensions ${dims.join(" x ")}`,
      );
    }
    return { size, values: data };
  };
  return async (request) => {
    const { answer, reference } = request as BertRequest;
    return bertScore(await vectors(answer), await vectors(reference));
  };
}

function layerOutput({ model, config }: TextModel): string {
  const ends = config.num_hidden_layers === LAYER;
  const found = wantOutput(model, ends ? [LAYER_OUTPUT, LAST_OUTPUT] : [LAYER_OUTPUT]);
  return found;
}
