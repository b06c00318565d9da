import type { ToolHandler } from "../child/serve_tool.ts";
import type { ModelFiles } from "./model_files.ts";
import { wantOutput } from "./onnx_model.ts";
import { openTextModel, type TextModel } from "./text_model.ts";

/** Answers a text and sentences with a logit for each sentence. */
export interface EntailmentRequest {
  readonly premise: string;
  readonly hypotheses: readonly string[];
}

/** Tokens of the longest pair bart-large takes. */
const LONGEST = 1024;

/**
 * Opens a model that says whether a text entails a sentence, read as the zero-shot pipeline of
 * `transformers` reads it: the premise is cut where both are too long.
 *
 * @throws {Error} in a sentence, if the folder has another model
 */
export async function openEntailment(files: ModelFiles): Promise<ToolHandler> {
  const text = await openTextModel(files, LONGEST);
  const output = wantOutput(text.model, ["logits"]);
  const label = entailmentLabel(text);
  const logit = async (premise: string, hypothesis: string): Promise<number> => {
    const said = text.encode(hypothesis);
    const left = Math.max(0, text.longest - said.length - MARKS);
    const { begin, end } = text;
    const ids = [begin, ...text.encode(premise).slice(0, left), end, end, ...said, end];
    const { dims, data } = await text.run(ids, output);
    const value = data[label];
    if (dims.length !== 2 || dims[0] !== 1 || value === undefined) {
      throw new Error(`its output "${output}" has the dimensions ${dims.join(" x ")}`);
    }
    return value;
  };
  return async (request) => {
    const { premise, hypotheses } = request as EntailmentRequest;
    const logits: number[] = [];
    for (const hypothesis of hypotheses) logits.push(await logit(premise, hypothesis));
    return logits;
  };
}

/** Marks of a pair: one in front, two between, one behind. */
const MARKS = 4;

function entailmentLabel({ config }: TextModel): number {
  for (const [label, id] of Object.entries(config.label2id ?? {})) {
    if (label.toLowerCase().startsWith("entail") && Number.isInteger(id)) return Number(id);
  }
  throw new Error(`its config.json must name a label "entailment" in "label2id"`);
}
