import { z } from "zod";
import type { Json } from "../scoring/json.ts";
import { MANIFEST_SCHEMA } from "./schema_ids.ts";
import { count, mode, status } from "./schema_parts.ts";

const time = z.iso.datetime().describe("ISO 8601, UTC");
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const anyJson: z.ZodType<Json> = z.json();
const json = z.record(z.string(), anyJson);

/** An object whose further members pass. */
function open<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).catchall(anyJson);
}

const harness = open({
  name: z.literal("assay"),
  version: z.string(),
  commit: z.string().nullable().describe("Git commit, where it is known"),
}).describe("What ran");

const runtime = open({
  deno: z.string(),
  os: z.string(),
  arch: z.string(),
}).describe("What it ran on");

const sampling = open({
  maxTokens: z.int().min(1),
  temperature: z.number().nullable(),
  topP: z.number().nullable(),
  topK: z.number().nullable(),
  seed: z.number().nullable(),
}).describe("Sampling as it was asked for; null is the server's own default");

const cap = open({
  replies: count.describe("Requests whose max_tokens was lowered to what the context left"),
  lowest: z.int().min(0).nullable().describe("Smallest max_tokens sent"),
});

/** A model on a server, as it was asked. The second step fills what only replies tell. */
const endpoint = open({
  label: z.string(),
  baseUrls: z.array(z.string()).min(1),
  model: z.string().describe("Model asked for"),
  serverModels: z.array(z.string()).describe("Model names in the server's own replies"),
  dialect: z.string().nullable(),
  dialectWhy: z.string().nullable().describe("Why this dialect"),
  contextTokens: count.nullable().describe("Length of the context as served"),
  stream: z.boolean(),
  apiKeyEnv: z.string().nullable().describe(
    "Name of the variable that holds the key; never the key",
  ),
  headerNames: z.array(z.string()).describe(
    "Names of the extra headers; their values are not kept",
  ),
  extraBody: json.describe("Merged over the body as it is sent"),
  concurrency: z.union([z.int().min(1), z.literal("auto")]),
  dropped: z.array(z.string()).describe("Parameters the server refused by name, no longer sent"),
  capped: cap.nullable().describe("null until the run has ended"),
});

const column = open({
  id: z.string(),
  label: z.string(),
  mode,
  simulated: z.boolean(),
  endpoint,
  sampling,
  thinking: anyJson.describe("What switches thinking on or off in the body; null: nothing does"),
}).describe("A model in a mode: one column of the leaderboard");

const data = open({
  source: z.string().describe("Where the records are published"),
  revision: z.string().nullable().describe("Commit of the dataset, where its source has one"),
  sha256: sha256.nullable().describe("Of the file read; null for self-written records"),
  file: z.string().nullable().describe("The user's own copy, where one was given"),
  records: count.describe("Samples made of the records, after the limit"),
  promptsSha256: sha256.describe("Over the hashes of all prompts in order"),
});

const task = open({
  id: z.string(),
  scorer: z.string().regex(/@\d+$/).describe("<scorer id>@<version>"),
  limits: z.record(z.string(), z.number()).describe(
    "Limits of the scorer that are part of the number, such as seconds for a test",
  ),
  repeats: z.int().min(1),
  limit: z.int().min(0).nullable().describe("Only the first so many records"),
  data: data.nullable().describe("null until the records are read"),
});

const benchmark = open({
  id: z.string(),
  version: z.int().min(1),
  options: json,
  upstream: z.array(z.string()).describe("References of the official evaluation"),
  tasks: z.array(task),
});

const sandbox = open({
  since: time.describe("When the process that ran the programs began"),
  kind: z.enum(["bubblewrap", "none"]).describe('"none": bare, as --sandbox=none asks for'),
  python: z.string().describe("Version of the interpreter"),
  numpy: z.string().nullable(),
  cpus: z.int().min(1).describe("Logical processors of the machine"),
  concurrency: z.int().min(1).describe("Programs that run at a time"),
  probeMs: z.number().min(0).describe("Milliseconds of a fixed piece of work inside"),
  probeReferenceMs: z.number().min(0).describe(
    "What it takes on the machine the limits were tried on; twice as long is too slow",
  ),
  programs: count.describe("Programs that were run"),
  rerunAlone: count.describe("Of those, second runs with nothing beside, as only time failed"),
}).describe("What model-written programs ran on: part of every number that hangs on time");

const price = open({
  prompt: z.number().min(0),
  completion: z.number().min(0),
  currency: z.string(),
}).describe("Money for a million tokens");

const note = open({ at: z.number(), kind: z.string(), text: z.string() });

/**
 * Schema of `manifest.json`: everything needed to say what a run was (no key, no header value).
 *
 * A runner fills it in two steps. At the start everything is there that is known before the first
 * ask, and what is not is `null` or empty; at the end it is kept again, whole. Further members pass.
 */
export const Manifest = open({
  $schema: z.literal(MANIFEST_SCHEMA),
  schemaVersion: z.literal(1),
  runId: z.string(),
  createdAt: time,
  finishedAt: time.nullable().describe("null while the run goes on, or when it was killed"),
  status: status.nullable().describe("null until the run has ended"),
  simulated: z.boolean().describe("True when any number comes from the simulated server"),
  harness,
  runtime,
  columns: z.array(column),
  judge: open({ endpoint, sampling }).nullable().describe("The model that grades"),
  panel: z.array(open({ endpoint, sampling })).describe("Models that grade beside it"),
  user: open({ endpoint, sampling }).nullable()
    .describe("The model that plays the user of conversations"),
  benchmarks: z.array(benchmark),
  sandboxes: z.array(sandbox).describe("One for each process that ran programs"),
  seed: z.int(),
  prices: z.record(z.string(), price).describe(
    'By column id; "judge" for the judge, "user" for the user, "judge:<label>" for others of a panel',
  ),
  command: json.describe("Flags and configuration file as given, secrets left out"),
  notes: z.array(note).describe("What the run did on its own and said aloud"),
}).meta({ title: "Assay manifest", description: "Everything needed to say what a run was" });

/** A manifest; see {@linkcode Manifest} for its schema. */
export type Manifest = z.infer<typeof Manifest>;

/** The JSON Schema (draft 2020-12) of `manifest.json`. */
export function manifestJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(Manifest, { target: "draft-2020-12" });
  return { $schema, $id: MANIFEST_SCHEMA, ...rest };
}
