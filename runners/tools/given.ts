/**
 * What the user gives scorers beside the sandbox: learned models, a vocabulary, a program.
 *
 * @module
 */
import { basename } from "node:path";
import type { ImageModels } from "../../scoring/picture/types.ts";
import { readVocabulary } from "../../scoring/text/word_piece.ts";
import type { Need } from "../../scoring/types.ts";
import { fileDigest } from "../data/digest.ts";
import type { GivenTools } from "../scoring/remote_tools.ts";
import { checkMayStart, mayStart, ToolError, type ToolProcess } from "./child/tool_process.ts";
import { bertScorerOf, entailmentModelOf, modelProcess } from "./models/learned_models.ts";
import { pairNumberOf } from "./models/learned_models.ts";
import { findModelFiles, MODEL_KINDS, type ModelKind } from "./models/model_files.ts";
import { rasteriser } from "./raster/raster.ts";
import { findOnPath, rnaFolderOf, rnaFoldProcess } from "./rnafold/rnafold.ts";

/** Names of what can be given. */
export const TOOL_NAMES = [...MODEL_KINDS, "scibert-vocabulary", "rnafold"] as const;
export type ToolName = typeof TOOL_NAMES[number];

/** A thing that was given, and what it was when a run used it. */
export interface GivenTool {
  readonly name: ToolName;
  /** A folder for models, else a file. */
  readonly path: string;
  /** The files that were used; none where no task of the run needed it. */
  readonly files: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
}

/** The need that a tool meets. */
export const NEED_OF: Readonly<Record<ToolName, Need>> = {
  "bert-score": "bert-score",
  "entailment": "entailment",
  "clip": "image-models",
  "dino": "image-models",
  "lpips": "image-models",
  "scibert-vocabulary": "scibert-vocabulary",
  "rnafold": "rnafold",
};

/** Options of {@linkcode openGivenTools}. */
export interface OpenToolsOptions {
  /** What tasks need; nothing else is opened. */
  readonly needs: ReadonlySet<Need>;
  /** Where digests of large files are remembered. */
  readonly dataDir: string;
  /** True to refuse files that are not those `given` tells: a run goes on with what it began with. */
  readonly same?: boolean;
  readonly env: (name: string) => string | undefined;
}

/** Tools that are ready to be called; their processes start with the first call. */
export interface OpenTools extends AsyncDisposable {
  readonly tools: GivenTools;
  /** What was given, with the files that are used. */
  readonly given: readonly GivenTool[];
  /** Tools that tasks need and nobody gave. */
  readonly missing: readonly ToolName[];
}

/**
 * Opens what tasks need of what is given. RNAfold is also found on `PATH`, where processes may be
 * started.
 *
 * @throws {ToolError} in a sentence, if a given thing is not there, may not be started, or is not the
 *   same as before
 */
export async function openGivenTools(
  given: readonly GivenTool[],
  options: OpenToolsOptions,
): Promise<OpenTools> {
  const { needs, dataDir, same = false, env } = options;
  const wanted = TOOL_NAMES.filter((name) => needs.has(NEED_OF[name]));
  const onPath =
    mayStart() && wanted.includes("rnafold") && !given.some(({ name }) => name === "rnafold")
      ? await findOnPath("RNAfold", env("PATH") ?? "")
      : null;
  const all = onPath === null
    ? given
    : [...given, { name: "rnafold", path: onPath, files: [] } as const];
  const processes: ToolProcess[] = [];
  const raster = needs.has("raster") ? rasteriser() : null;
  let tools: GivenTools = raster === null ? {} : { raster };
  const used: GivenTool[] = [];
  for (const tool of all) {
    if (!wanted.includes(tool.name)) {
      used.push(tool);
      continue;
    }
    const { paths, add } = await openTool(tool, processes);
    const files = await Promise.all(paths.map(async (path) => {
      const { bytes, sha256 } = await fileDigest(path, dataDir);
      return { name: basename(path), bytes, sha256 };
    }));
    if (same) refuseOthers(tool, files);
    used.push({ ...tool, files });
    tools = add(tools);
  }
  return {
    tools,
    given: used,
    missing: wanted.filter((name) => !all.some((tool) => tool.name === name)),
    async [Symbol.asyncDispose]() {
      await Promise.all(
        [...processes, ...(raster === null ? [] : [raster])].map((each) =>
          each[Symbol.asyncDispose]()
        ),
      );
    },
  };
}

interface Opened {
  readonly paths: readonly string[];
  add(tools: GivenTools): GivenTools;
}

async function openTool({ name, path }: GivenTool, processes: ToolProcess[]): Promise<Opened> {
  if (name === "scibert-vocabulary") {
    const scibertVocabulary = await vocabulary(path);
    return { paths: [path], add: (tools) => ({ ...tools, scibertVocabulary }) };
  }
  checkMayStart(name);
  if (name === "rnafold") {
    const program = await realPath(path, name);
    const process = rnaFoldProcess(program);
    processes.push(process);
    return { paths: [program], add: (tools) => ({ ...tools, rnaFolder: rnaFolderOf(process) }) };
  }
  const files = await modelFiles(name, path);
  const process = modelProcess(name, files);
  processes.push(process);
  const paths = Object.values(files).filter((file): file is string => file !== null);
  return { paths, add: (tools) => withModel(tools, name, process) };
}

function withModel(tools: GivenTools, kind: ModelKind, process: ToolProcess): GivenTools {
  if (kind === "bert-score") return { ...tools, bertScorer: bertScorerOf(process) };
  if (kind === "entailment") return { ...tools, entailmentModel: entailmentModelOf(process) };
  const imageModels: ImageModels = { ...tools.imageModels, [kind]: pairNumberOf(process, kind) };
  return { ...tools, imageModels };
}

async function modelFiles(kind: ModelKind, folder: string) {
  try {
    return await findModelFiles(kind, folder);
  } catch (cause) {
    throw new ToolError(cause instanceof Error ? cause.message : String(cause));
  }
}

async function realPath(path: string, name: ToolName): Promise<string> {
  try {
    const real = await Deno.realPath(path);
    if ((await Deno.stat(real)).isFile) return real;
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
  }
  throw new ToolError(`Cannot use "${path}" as ${name} as there is no such file`);
}

/** More than any vocabulary of word pieces, in bytes. */
const VOCABULARY_BYTES = 16 * 1024 ** 2;

async function vocabulary(path: string): Promise<ReadonlySet<string>> {
  const real = await realPath(path, "scibert-vocabulary");
  const { size } = await Deno.stat(real);
  const pieces = size > VOCABULARY_BYTES ? null : readVocabulary(await Deno.readTextFile(real));
  if (pieces?.has("[UNK]") === true) return pieces;
  throw new ToolError(
    `Cannot use "${path}" as scibert-vocabulary as it must be a vocab.txt with a piece a line, ` +
      `[UNK] among them`,
  );
}

function refuseOthers({ name, files: before }: GivenTool, now: GivenTool["files"]): void {
  for (const { name: file, sha256 } of before) {
    const found = now.find((each) => each.name === file);
    if (found?.sha256 === sha256) continue;
    throw new ToolError(
      `Cannot go on with ${name} as its file "${file}" is not the one that the run began with ` +
        `(sha256 ${sha256.slice(0, 12)}..., now ${found?.sha256.slice(0, 12) ?? "none"}): ` +
        `give that one, or score the run again with the new one before it goes on`,
    );
  }
}
