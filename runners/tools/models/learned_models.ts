import type { ImageModels, Picture } from "../../../scoring/picture/types.ts";
import type { BertScorer, EntailmentModel } from "../../../scoring/text/text_models.ts";
import { permissionList, ToolError, ToolProcess } from "../child/tool_process.ts";
import type { BertRequest } from "./bert_model.ts";
import type { EntailmentRequest } from "./entailment_model.ts";
import type { PairRequest, SentPicture } from "./image_model.ts";
import type { ModelFiles, ModelKind } from "./model_files.ts";

/** What each is called in sentences. */
const NAMES: Readonly<Record<ModelKind, string>> = {
  "bert-score": "the model of BERTScore",
  "entailment": "the entailment model",
  "clip": "CLIP",
  "dino": "DINOv2",
  "lpips": "LPIPS",
};

/** Time limits of a model in milliseconds. */
export interface ModelLimits {
  /** Until it is loaded. Default: 300000 */
  readonly startMs?: number;
  /** For one answer. Default: 300000 */
  readonly callMs?: number;
}

/** A model in a process that may read these files and nothing else. */
export function modelProcess(
  kind: ModelKind,
  files: ModelFiles,
  { startMs = 300_000, callMs = 300_000 }: ModelLimits = {},
): ToolProcess {
  const paths = Object.values(files).filter((path): path is string => path !== null);
  return new ToolProcess({
    name: NAMES[kind],
    main: new URL("./model_main.ts", import.meta.url),
    args: [kind, JSON.stringify(files)],
    permissions: [`--allow-read=${permissionList(paths)}`],
    startMs,
    callMs,
  });
}

/** BERTScore by a process. */
export function bertScorerOf(process: ToolProcess): BertScorer {
  return {
    async score(answer, reference, signal) {
      const request: BertRequest = { answer, reference };
      const value = await process.call(request, signal);
      const { precision, recall, f1 } = Object(value);
      const numbers = finite([precision, recall, f1], 3, "bert-score");
      return { precision: numbers[0] ?? 0, recall: numbers[1] ?? 0, f1: numbers[2] ?? 0 };
    },
  };
}

/** Entailment by a process. */
export function entailmentModelOf(process: ToolProcess): EntailmentModel {
  return {
    async entailment(premise, hypotheses, signal) {
      const request: EntailmentRequest = { premise, hypotheses };
      return finite(await process.call(request, signal), hypotheses.length, "entailment");
    },
  };
}

/** A number of two pictures by a process. */
export function pairNumberOf(
  process: ToolProcess,
  kind: ModelKind,
): NonNullable<ImageModels["clip"]> {
  return async (gold, other, signal) => {
    const request: PairRequest = { gold: sent(gold), other: sent(other) };
    return finite([await process.call(request, signal)], 1, kind)[0] ?? 0;
  };
}

function sent({ width, height, rgb }: Picture): SentPicture {
  return { width, height, rgb: rgb.toBase64() };
}

/** Never a number that is none: JSON writes `NaN` as `null`. */
function finite(values: unknown, count: number, kind: ModelKind): number[] {
  if (Array.isArray(values) && values.length === count && values.every(Number.isFinite)) {
    return values;
  }
  throw new ToolError(`${NAMES[kind]} gave no answer: it is not made of finite numbers`);
}
