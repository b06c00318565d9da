/**
 * The faults the simulated server can give, as data. `docs/sim.md` lists them; `docs/faults.md` says
 * what Assay does about each.
 *
 * @module
 */
import { z } from "zod";

/** When to ask again: seconds, an HTTP date (one second ahead), or nothing said. */
const RetryAfter = z.union([z.number().min(0), z.literal("date")]).nullable().default(null);

/** The part of the reply that is sent before the fault, 0 to 1. */
const After = z.number().min(0).max(1).default(0.5);

const FaultObject = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("rate-limited"), retryAfter: RetryAfter }),
  z.strictObject({ kind: z.literal("server-error") }),
  z.strictObject({ kind: z.literal("bad-gateway") }),
  z.strictObject({ kind: z.literal("unavailable"), retryAfter: RetryAfter }),
  z.strictObject({
    kind: z.literal("status"),
    status: z.int().min(400).max(599).default(409),
    message: z.string().default("This request cannot be served"),
    retryAfter: RetryAfter,
  }),
  z.strictObject({ kind: z.literal("unauthorized") }),
  z.strictObject({ kind: z.literal("forbidden") }),
  z.strictObject({ kind: z.literal("no-model") }),
  z.strictObject({ kind: z.literal("parameter"), name: z.string().default("top_k") }),
  z.strictObject({
    kind: z.literal("context"),
    /** The context length claimed; by default half of `max_tokens` would have fitted. */
    contextTokens: z.int().min(1).nullable().default(null),
  }),
  z.strictObject({ kind: z.literal("redirect"), location: z.string().default("/elsewhere") }),
  z.strictObject({ kind: z.literal("web-page") }),
  z.strictObject({ kind: z.literal("refused"), forMs: z.number().min(0).default(500) }),
  z.strictObject({ kind: z.literal("reset") }),
  z.strictObject({
    kind: z.literal("stall"),
    /** Silence before the first byte, in milliseconds; `null` lasts until the client leaves. */
    forMs: z.number().min(0).nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal("stall-stream"),
    after: After,
    forMs: z.number().min(0).nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal("cut-stream"),
    after: After,
    /** How it ends: connection closed, connection reset, or a whole HTTP reply that stops early. */
    how: z.enum(["close", "reset", "end"]).default("close"),
  }),
  z.strictObject({ kind: z.literal("broken-json"), after: After }),
  z.strictObject({ kind: z.literal("broken-sse"), after: After }),
  z.strictObject({ kind: z.literal("odd-sse") }),
  z.strictObject({ kind: z.literal("error-in-reply"), after: After }),
  z.strictObject({ kind: z.literal("empty") }),
  z.strictObject({ kind: z.literal("reasoning-only") }),
  z.strictObject({ kind: z.literal("length"), after: After }),
  z.strictObject({ kind: z.literal("length-called-stop") }),
  z.strictObject({ kind: z.literal("content-filter"), after: After }),
  z.strictObject({ kind: z.literal("no-usage") }),
  z.strictObject({ kind: z.literal("no-finish") }),
  z.strictObject({ kind: z.literal("no-done") }),
  z.strictObject({ kind: z.literal("huge"), bytes: z.int().min(1).default(64_000_000) }),
  z.strictObject({ kind: z.literal("loop"), tokens: z.int().min(1).default(4_000) }),
]);

/** A fault with its parameters filled in. */
export type Fault = z.output<typeof FaultObject>;

/** The name of a fault. */
export type FaultName = Fault["kind"];

/** Every fault by name, in the order of the docs. */
export const FAULT_NAMES: readonly FaultName[] = FaultObject.options.map((option) =>
  option.shape.kind.value
);

/** A fault as it is asked for: its name, or an object with its parameters. */
export const FaultSchema = z.union([
  z.enum(FAULT_NAMES).transform((kind): Fault => FaultObject.parse({ kind })),
  FaultObject,
]);

/** What {@linkcode FaultSchema} accepts. */
export type FaultInput = z.input<typeof FaultSchema>;

/** Faults that need a hand on the connection itself: the server then listens behind `wire.ts`. */
export function needsWire(fault: Fault): boolean {
  return fault.kind === "refused" || fault.kind === "reset" ||
    (fault.kind === "cut-stream" && fault.how !== "end");
}

const Rate = z.number().min(0).max(1);

/** Chances by request: `{ "reset": 0.01 }`, or a list of `{ rate, fault }`. */
const Rates = z.union([
  z.partialRecord(z.enum(FAULT_NAMES), Rate).transform((rates) =>
    Object.entries(rates).map(([kind, rate]) => ({ rate, fault: FaultObject.parse({ kind }) }))
  ),
  z.array(z.strictObject({ rate: Rate, fault: FaultSchema })),
]).refine(
  (rates) => rates.reduce((sum, { rate }) => sum + rate, 0) <= 1 + 1e-9,
  "rates must not add up to more than 1",
);

/** Which requests get a fault. The first of match, script and rates that has something to say wins. */
export const FaultsSchema = z.strictObject({
  rates: Rates.default([]),
  /** The most faults by rate one request (same body) gets; `null` for no limit. */
  limitPerRequest: z.int().min(0).nullable().default(null),
  /** One entry for each chat request in order of arrival; `null` serves it well. */
  script: z.array(FaultSchema.nullable()).default([]),
  /** Faults for requests that say something, `times` times (`null` for always). */
  match: z.array(z.strictObject({
    contains: z.string().min(1),
    fault: FaultSchema,
    times: z.int().min(1).nullable().default(null),
  })).default([]),
}).prefault({});

/** Parsed fault settings. */
export type FaultSettings = z.output<typeof FaultsSchema>;
