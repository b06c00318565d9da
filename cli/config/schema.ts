/**
 * The schema of `assay.json`. Imported only by what reads a configuration: zod takes longer to load
 * than the help may take to appear.
 *
 * @module
 */
import { z } from "zod";
import { LONGEST_MS } from "../flag_values.ts";
import { FORMATS } from "../flags.ts";
import { DIALECTS } from "../commands/run.ts";
import { hostProblem } from "./web.ts";
import {
  addressProblem,
  headerHoldsSecret,
  holdsSecret,
  templateProblem,
  variableProblem,
} from "./secrets.ts";

const Count = z.int().min(1);
const Milliseconds = z.int().min(1).max(LONGEST_MS);
const Name = z.string().min(1).max(200);

/** A text that a function has something to say against. */
function checked(problem: (text: string) => string | null) {
  return z.string().superRefine((text, context) => {
    const message = problem(text);
    // Without the input: what is refused here may be a key.
    if (message !== null) context.addIssue({ code: "custom", message });
  });
}

const Address = checked(addressProblem);

const Headers = z.record(z.string(), z.string()).superRefine((headers, context) => {
  for (const [name, value] of Object.entries(headers)) {
    if (headerHoldsSecret(name, value)) {
      context.addIssue({
        code: "custom",
        path: [name],
        message: `must not hold a key: put it in an environment variable and write "$NAME"`,
      });
    }
  }
});

const ExtraBody = z.record(z.string(), z.json()).superRefine((body, context) => {
  if (holdsSecret(body)) {
    context.addIssue({ code: "custom", message: "must not hold a key: it is kept with the run" });
  }
});

const Sampling = z.strictObject({
  maxTokens: Count,
  temperature: z.number().min(0).max(2).nullable(),
  topP: z.number().min(0).max(1).nullable(),
  topK: z.int().min(-1).nullable(),
  seed: z.int().min(0).nullable(),
}).partial().describe("Departures from the sampling of the mode; null leaves it to the server.");

/** What models and judges have in common: a server and how to talk to it. */
const server = {
  label: Name.describe("Name in tables and on the command line; unique in the file."),
  model: Name.optional().describe("Name on the server; the label if left out."),
  baseUrl: z.union([Address, z.array(Address).min(1)])
    .describe("Address up to /v1; several are one pool."),
  apiKeyEnv: checked(variableProblem).optional()
    .describe("Environment variable that holds the key."),
  dialect: z.enum(DIALECTS).optional().describe(
    "How the server spells what the standard leaves open.",
  ),
  headers: Headers.optional().describe('Sent with each request; "$NAME" stands for a variable.'),
  extraBody: ExtraBody.optional().describe("Merged over each request as it is sent."),
  stream: z.boolean().optional().describe("False asks for whole replies."),
  contextTokens: Count.optional().describe("Context length; asked from the server if left out."),
  concurrency: z.union([Count, z.literal("auto")]).optional().describe("Requests in flight."),
  timeouts: z.strictObject({
    attemptMs: Milliseconds.describe("Longest time for one try."),
    totalMs: Milliseconds.describe("Longest time for a request with all tries and waits."),
    idleMs: Milliseconds.describe("Longest silence of a stream."),
  }).partial().optional(),
  maxAttempts: Count.max(100).optional().describe("Tries of a request."),
  maxReplyBytes: Count.optional().describe("Largest reply read."),
  loopBreaker: z.boolean().optional().describe("Ends replies that repeat themselves."),
  logprobs: z.boolean().optional().describe(
    "Asks for the probability of each token, for compare --parity.",
  ),
  price: z.strictObject({
    prompt: z.number().min(0),
    completion: z.number().min(0),
    currency: z.string().min(1).max(8).default("USD"),
  }).optional().describe("Money per million tokens."),
};

const Modes = z.array(z.enum(["thinking", "non-thinking"])).min(1).max(2);

/** A model to measure. */
export const ModelSchema = z.strictObject({
  ...server,
  modes: Modes.optional().describe("Modes it is measured in, each a column."),
  sampling: z.strictObject({ thinking: Sampling, "non-thinking": Sampling }).partial().optional(),
  simulated: z.boolean().optional().describe("Marks the numbers: the server is assay sim."),
});

/** A model that grades. */
export const JudgeSchema = z.strictObject({ ...server, sampling: Sampling.optional() });

/** The model that plays the user of conversations. */
export const UserSchema = z.strictObject({ ...server, sampling: Sampling.optional() });

const WebSchema = z.strictObject({
  search: z.union([
    z.strictObject({
      kind: z.literal("searxng"),
      url: Address.describe("Address of the instance; its settings must allow the format json."),
    }),
    z.strictObject({
      kind: z.literal("json"),
      url: checked(templateProblem).describe("Address with {query}, and {count} where it has one."),
      headers: Headers.optional().describe('Sent with each search; "$NAME" for a key.'),
      body: z.json().refine((body) => !holdsSecret(body), "must not hold a key").optional()
        .describe("Body of a POST, with {query} and {count} in its texts; a GET if left out."),
      results: Name.describe("Where the list of results lies in the answer, as web.results."),
      title: Name.describe("Where the title lies in a result."),
      link: Name.describe("Where the address lies in a result."),
      snippet: Name.describe("Where the snippet lies in a result."),
      date: Name.optional().describe("Where the date lies in a result."),
    }),
  ]).describe("The search engine."),
  mode: z.enum(["live", "record", "replay"])
    .describe("Whether searches and pages are recorded, or answered from a recording alone."),
  recording: Name.describe("File of the recording; web.jsonl in the run's folder if left out."),
  allowHosts: z.array(checked(hostProblem))
    .describe("Hosts that pages may be read from although they are not public."),
}).partial();

const BenchmarkSchema = z.strictObject({
  tasks: z.array(Name).min(1).describe("Only these tasks."),
  options: z.record(z.string(), z.json()).describe("Named variants; assay list shows them."),
  limit: Count.describe("Only the first so many records of each task."),
  repeats: Count.describe("Independent asks of each sample."),
  data: Name.describe("Your own copy of the data."),
}).partial();

/** `$id` of the JSON Schema of the configuration file. */
export const CONFIG_SCHEMA = "urn:assay:schema:config:1";

/** The configuration file. */
export const ConfigSchema = z.strictObject({
  $schema: z.string(),
  models: z.array(ModelSchema).superRefine(uniqueLabels).describe("Models to measure."),
  judges: z.array(JudgeSchema).superRefine(uniqueLabels).describe("Models that grade."),
  judge: z.union([Name, z.array(Name).min(1)]).describe(
    "Label of the judge to use, or several for a panel that decides by majority; the first one if left out.",
  ),
  user: UserSchema.describe("The model that plays the user of conversations."),
  web: WebSchema.describe("How agents search and read pages."),
  benchmarks: z.record(z.string(), BenchmarkSchema)
    .describe("Benchmarks to run by id, and how they depart from their protocol."),
  tools: z.strictObject({
    "bert-score": Name.describe("Folder of roberta-large."),
    "entailment": Name.describe("Folder of bart-large-mnli."),
    "clip": Name.describe("Folder of CLIP ViT-L/14."),
    "dino": Name.describe("Folder of DINOv2-base."),
    "lpips": Name.describe("Folder of LPIPS with VGG16."),
    "scibert-vocabulary": Name.describe("vocab.txt of SciBERT."),
    "rnafold": Name.describe("The program RNAfold; found on PATH if left out."),
  }).partial().describe(
    "Models and programs that scorers need; docs/models.md says where to get them.",
  ),
  limit: Count.describe("Only the first so many records of each task."),
  repeats: Count.describe("Independent asks of each sample."),
  seed: z.int().min(0).describe("Seed of everything drawn."),
  probe: z.boolean().describe("Find out first whether a model sees the pictures it will be shown."),
  keepGoing: z.boolean().describe("Go on although too many replies come with empty content."),
  scoreTimeoutMs: Milliseconds.describe("Longest time to score one sample."),
  runsDir: Name.describe("Folder of the run folders."),
  dataDir: Name.describe("Folder of downloaded data."),
  output: z.strictObject({ format: z.enum(FORMATS).describe("How the leaderboard is printed.") })
    .partial(),
}).partial().meta({ title: "Assay configuration" });

/** A parsed configuration file. */
export type AssayConfig = z.output<typeof ConfigSchema>;
export type ModelEntry = z.output<typeof ModelSchema>;
export type UserEntry = z.output<typeof UserSchema>;
export type JudgeEntry = z.output<typeof JudgeSchema>;

function uniqueLabels(
  entries: readonly { readonly label: string }[],
  context: { addIssue(issue: { code: "custom"; path: PropertyKey[]; message: string }): void },
): void {
  const seen = new Set<string>();
  for (const [index, { label }] of entries.entries()) {
    if (seen.has(label)) {
      context.addIssue({ code: "custom", path: [index, "label"], message: "must be unique" });
    }
    seen.add(label);
  }
}
