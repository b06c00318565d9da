import { UsageError } from "../errors.ts";
import { issueSentences } from "./issues.ts";
import { type AssayConfig, ConfigSchema } from "./schema.ts";

/** A configuration file that was read. */
export interface LoadedConfig {
  readonly path: string;
  readonly config: AssayConfig;
}

/** The file that is read when none is named. */
export const DEFAULT_CONFIG = "assay.json";

/**
 * Reads the configuration file: the one named, or `assay.json` where there is one.
 *
 * @throws {UsageError} with the path inside the file, what was wanted and the nearest known key
 */
export async function loadConfig(named: string | undefined): Promise<LoadedConfig | null> {
  const path = named ?? DEFAULT_CONFIG;
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (named === undefined && error instanceof Deno.errors.NotFound) return null;
    const why = error instanceof Deno.errors.NotFound ? "there is no such file" : String(error);
    throw new UsageError(`Cannot read "${path}": ${why}`);
  }
  return { path, config: await parseConfig(text, path) };
}

/** Parses the text of a configuration file; see {@linkcode loadConfig}. */
export async function parseConfig(text: string, path: string): Promise<AssayConfig> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    // The parser's message quotes the file, which may hold what nobody should print.
    const at = /\(line (\d+) column (\d+)\)/.exec(String(error));
    const where = at === null ? "" : ` from line ${at[1]}, column ${at[2]}`;
    throw new UsageError(`Cannot read "${path}": it is not JSON${where}`);
  }
  const parsed = ConfigSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const sentences = await issueSentences(parsed.error.issues, value, ConfigSchema);
  const shown = sentences.slice(0, SHOWN);
  const more = sentences.length - shown.length;
  if (more > 0) shown.push(`(and ${more} more)`);
  throw new UsageError(`Cannot use "${path}" as ${shown.join("; ")}`);
}

/** Problems told at once. */
const SHOWN = 5;
