import { z } from "zod";
import { parseWith, SimOptionsError, SimSettingsSchema } from "./options.ts";

/** What the process of its own can be told beside the settings of the server. */
const MainOptionsSchema = SimSettingsSchema.extend({
  /** Knows the self-written records of every benchmark. */
  demo: z.boolean().default(false),
  /** Seed of the run that will ask the self-written records. */
  runSeed: z.int().default(0),
  /** A JSONL file of `{"benchmark", "prompt", "reference"}` to know. */
  knowledgeFile: z.string().min(1).nullable().default(null),
});

/** Parsed options of `sim_main.ts`. */
export type MainOptions = z.output<typeof MainOptionsSchema>;

/**
 * Reads the command line: nothing, or `--json-options '{…}'`.
 *
 * @throws {SimOptionsError} in one sentence if it is anything else
 */
export function parseMainArgs(args: readonly string[]): MainOptions {
  const [flag, text, ...rest] = args;
  if (flag === undefined) return parseWith(MainOptionsSchema, {});
  if (flag !== "--json-options" || text === undefined || rest.length > 0) {
    throw new SimOptionsError(
      `Cannot start the simulated server with these arguments: wanted is --json-options '{...}'`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new SimOptionsError(
      `Cannot start the simulated server as --json-options is not valid JSON: ${
        (cause as Error).message
      }`,
    );
  }
  return parseWith(MainOptionsSchema, value);
}
