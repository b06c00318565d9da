/**
 * One learned model in a process of its own, which may read the model's files and nothing else. Started
 * with the kind of the model and its files as JSON.
 *
 * @module
 */
import { serveTool, type ToolHandler } from "../child/serve_tool.ts";
import { openBert } from "./bert_model.ts";
import { openEntailment } from "./entailment_model.ts";
import { openClip, openDino, openLpips } from "./image_model.ts";
import type { ModelFiles, ModelKind } from "./model_files.ts";

const OPENERS: Readonly<Record<ModelKind, (files: ModelFiles) => Promise<ToolHandler>>> = {
  "bert-score": openBert,
  "entailment": openEntailment,
  "clip": openClip,
  "dino": openDino,
  "lpips": openLpips,
};

const [kind = "", files = "{}"] = Deno.args;
await serveTool(() => OPENERS[kind as ModelKind](JSON.parse(files) as ModelFiles));
