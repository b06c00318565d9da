import { cosine, meanVector } from "../../../scoring/picture/embedding.ts";
import {
  CLIP_PROCESSOR,
  DINO_PROCESSOR,
  LPIPS_PROCESSOR,
  modelInput,
  type Processor,
} from "../../../scoring/picture/model_input.ts";
import type { ToolHandler } from "../child/serve_tool.ts";
import type { ModelFiles } from "./model_files.ts";
import { type OnnxModel, openModel, type Tensor, wantOutput } from "./onnx_model.ts";

/** A picture that crosses between processes. */
export interface SentPicture {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of every pixel, in base64. */
  readonly rgb: string;
}

/** Answers two pictures with one number. */
export interface PairRequest {
  readonly gold: SentPicture;
  readonly other: SentPicture;
}

/** CLIP: cosine of the embeddings of the two pictures. */
export function openClip(files: ModelFiles): Promise<ToolHandler> {
  return openEmbedding(files, CLIP_PROCESSOR, "image_embeds", ({ data }) => data);
}

/** DINOv2: cosine of the means over all tokens. */
export function openDino(files: ModelFiles): Promise<ToolHandler> {
  return openEmbedding(
    files,
    DINO_PROCESSOR,
    "last_hidden_state",
    ({ dims, data }) => meanVector(data, dims.at(-1) ?? 1),
  );
}

async function openEmbedding(
  files: ModelFiles,
  processor: Processor,
  outputName: string,
  read: (tensor: Tensor) => ArrayLike<number>,
): Promise<ToolHandler> {
  const model = await openModel(files);
  const [input] = wantInputs(model, 1);
  const output = wantOutput(model, [outputName]);
  const embed = async (picture: SentPicture) =>
    read(await model.run({ [input ?? ""]: tensorOf(picture, processor) }, output));
  return async (request) => {
    const { gold, other } = request as PairRequest;
    return cosine(await embed(gold), await embed(other));
  };
}

/** LPIPS: the one number of a model that takes both pictures. */
export async function openLpips(files: ModelFiles): Promise<ToolHandler> {
  const model = await openModel(files);
  const [first = "", second = ""] = wantInputs(model, 2);
  const [output = ""] = model.outputs;
  return async (request) => {
    const { gold, other } = request as PairRequest;
    const { data } = await model.run({
      [first]: tensorOf(gold, LPIPS_PROCESSOR),
      [second]: tensorOf(other, LPIPS_PROCESSOR),
    }, output);
    if (data.length !== 1) {
      throw new Error(`its output "${output}" must be one number: it has ${data.length}`);
    }
    return data[0];
  };
}

function wantInputs({ inputs }: OnnxModel, count: number): readonly string[] {
  if (inputs.length === count) return inputs;
  throw new Error(
    `the model must take ${count === 1 ? "one picture" : "two pictures"}: ` +
      `its inputs are ${inputs.map((name) => `"${name}"`).join(", ")}`,
  );
}

function tensorOf({ width, height, rgb }: SentPicture, processor: Processor): Tensor {
  const ready = modelInput({ width, height, rgb: Uint8Array.fromBase64(rgb) }, processor);
  return { dims: [1, 3, ready.height, ready.width], data: ready.values };
}
