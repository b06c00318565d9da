/**
 * Everything the simulated server can be told, with its defaults.
 *
 * @module
 */
import { z } from "zod";
import { FaultsSchema } from "./faults/kinds.ts";
import type { KnowledgeSource } from "./knowledge.ts";

const Probability = z.number().min(0).max(1);

/** A skill in both modes, or in each. */
const Skill = z.union([
  Probability,
  z.strictObject({ thinking: Probability, "non-thinking": Probability }),
]);

/** Log-normal output length in tokens: half of the replies are shorter than `median`. */
const LengthLaw = (median: number, sigma: number, max: number) =>
  z.strictObject({
    median: z.number().min(1).default(median),
    /** Spread of the logarithm: 0 gives every reply the median, 1 a heavy tail. */
    sigma: z.number().min(0).max(4).default(sigma),
    max: z.int().min(1).default(max),
  }).prefault({});

/** Ways in which reasoning comes back. */
export const REASONING_FORMS = [
  "reasoning_content",
  "reasoning",
  "inline",
  "no-opening-tag",
  "hidden",
] as const;

/** Servers that can be imitated. */
export const IMITATED = ["openai", "vllm", "sglang", "lmdeploy", "llamacpp"] as const;

/** The settings that are plain JSON; times in milliseconds, lengths in tokens of 4 characters. */
export const SimSettingsSchema = z.strictObject({
  /** 0 takes a free port. */
  port: z.int().min(0).max(65_535).default(0),
  hostname: z.string().min(1).default("127.0.0.1"),
  models: z.array(z.string().min(1)).min(1).default(["sim"]),
  /** Same seed, same requests: same replies, whatever the order. */
  seed: z.int().default(1),
  /** Chance of a right answer; or by benchmark id, `"*"` for those not named. */
  skill: z.union([
    Skill,
    z.record(z.string(), Skill).refine(
      (skill) => !("thinking" in skill || "non-thinking" in skill),
      'must give "thinking" and "non-thinking" both, or skills by benchmark id',
    ),
  ]).default(0.7),
  /** What a wrong answer looks like, as weights. */
  wrong: z.strictObject({
    /** The reference of another sample of the benchmark. */
    other: z.number().min(0).default(0.6),
    /** The right reference with its answer changed. */
    mangled: z.number().min(0).default(0.3),
    /** A reply without an answer. */
    none: z.number().min(0).default(0.1),
  }).prefault({}).refine(
    ({ other, mangled, none }) => other + mangled + none > 0,
    "must have one weight above 0",
  ),
  /**
   * What tells repeats of a request apart. `seed`: the request's `seed` field, so that a reply is a
   * function of what was asked; the same request without one gets the same reply. `arrival`: also
   * how often the same request was answered before.
   */
  repeatBy: z.enum(["seed", "arrival"]).default("seed"),
  latency: z.strictObject({
    firstTokenMs: z.number().min(0).default(0),
    perTokenMs: z.number().min(0).default(0),
    /** Both times are multiplied by a number in `1 ± jitter`, drawn by request. */
    jitter: z.number().min(0).max(1).default(0),
  }).prefault({}),
  length: z.strictObject({
    thinking: LengthLaw(1_200, 0.9, 60_000),
    "non-thinking": LengthLaw(200, 0.7, 8_000),
  }).prefault({}),
  /** Pads every reply's content to so many bytes, the answer last; `null` leaves it as it is. */
  replyBytes: z.int().min(0).nullable().default(null),
  capacity: z.strictObject({
    /** Requests served at a time; `null` for all. */
    slots: z.int().min(1).nullable().default(null),
    /** What a request meets when no slot is free. */
    beyond: z.enum(["queue", "429", "503"]).default("queue"),
    /** `Retry-After` of a refusal, in seconds. */
    retryAfterSeconds: z.number().min(0).nullable().default(null),
  }).prefault({}),
  /** The server to imitate; `null` shows itself as "assay-sim". */
  dialect: z.enum(IMITATED).nullable().default(null),
  /** Where reasoning comes back; `null` as the dialect does. */
  reasoningIn: z.enum(REASONING_FORMS).nullable().default(null),
  /** Whether the model thinks: as the request says (if it says nothing: on), or whatever it says. */
  thinking: z.enum(["on-request", "off-by-default", "always", "never"]).default("on-request"),
  /** Added to each token's log-probability, drawn up to so much: a model of another precision. */
  logprobNoise: z.number().min(0).default(0),
  /** What the model looks at beside text; other pictures and series are refused, as vLLM does. */
  sees: z.array(z.enum(["image", "series"])).default(["image", "series"]),
  /** True for a server that takes pictures and series and drops them. */
  blind: z.boolean().default(false),
  contextTokens: z.int().min(1).default(131_072),
  /** Most completion tokens a request may ask for, as hosted models have it; `null` for no limit. */
  maxCompletionTokens: z.int().min(1).nullable().default(null),
  /** The only key let in; `null` lets everybody in. */
  apiKey: z.string().min(1).nullable().default(null),
  /** Parameters refused by name, such as `top_k`. */
  refuses: z.array(z.string().min(1)).default([]),
  stream: z.strictObject({
    tokensPerEvent: z.int().min(1).default(1),
    /** With no latency, so many events go out in one write. */
    eventsPerWrite: z.int().min(1).default(256),
  }).prefault({}),
  judge: z.strictObject({
    /** Chance of the right verdict. */
    skill: Probability.default(1),
    /** Chance of a verdict that no parser understands. */
    unparsable: Probability.default(0),
  }).prefault({}),
  faults: FaultsSchema,
  /**
   * Listens behind a door that can reset and refuse connections. Opened by itself when the faults
   * below need it; say so here when faults are added later with `script()`.
   */
  wire: z.boolean().default(false),
  /** The port stays closed for so long after the start, as with a model that still loads. */
  openAfterMs: z.number().min(0).default(0),
});

/** Parsed settings. */
export type SimSettings = z.output<typeof SimSettingsSchema>;

/** Options of `startSim`: settings, and what the server knows. */
export type SimOptions = z.input<typeof SimSettingsSchema> & {
  readonly knowledge?: KnowledgeSource;
};

/** Settings that do not parse; the message says which one, what was wanted and what was found. */
export class SimOptionsError extends Error {
  override readonly name = "SimOptionsError";
}

/**
 * Fills in the defaults.
 *
 * @throws {SimOptionsError} if a setting is unknown or out of range
 */
export function parseSettings(value: unknown): SimSettings {
  return parseWith(SimSettingsSchema, value);
}

/** Parses settings with a schema and says what is wrong with them in one sentence. */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issue = deepest(parsed.error.issues);
  const path = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const where = path === "" ? "" : ` in "${path}"`;
    throw new SimOptionsError(
      `Cannot start the simulated server as there is no option "${issue.keys[0]}"${where}`,
    );
  }
  const where = path === "" ? "the options" : `"${path}"`;
  throw new SimOptionsError(
    `Cannot start the simulated server as ${where} cannot be used: ${issue.message}`,
  );
}

type Issue = z.core.$ZodIssue;

/** The issue that says most: inside a union, the branch that got furthest. */
function deepest(issues: readonly Issue[], prefix: readonly PropertyKey[] = []): Issue {
  const issue = issues[0] as Issue;
  const path = [...prefix, ...issue.path];
  if (issue.code === "invalid_union") {
    const branches = issue.errors.map((branch) => branch[0]).filter((first) => first !== undefined);
    const [first, ...rest] = branches;
    if (first !== undefined) {
      return deepest([rest.reduce((a, b) => depth(b) > depth(a) ? b : a, first)], path);
    }
  }
  return { ...issue, path };
}

/** How far a branch of a union got: by its path, then by what it found wrong. */
function depth(issue: Issue): number {
  const found = issue.code === "invalid_type" ? 0 : issue.code === "invalid_value" ? 1 : 2;
  return issue.path.length * 3 + found;
}
