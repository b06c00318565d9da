import { FAULT_NAMES, type SimOptions, SimOptionsError, startSim } from "../../runners/sim/mod.ts";
import type { SimFlags } from "../commands/sim.ts";
import { knowledgeOf } from "../sim_knowledge.ts";
import { jsonOr } from "../config/selection.ts";
import type { Json } from "../config/settings.ts";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { didYouMean } from "../suggest.ts";

/** `assay sim`: the simulated server on its own, until it is interrupted. */
export async function sim(flags: SimFlags, io: Io): Promise<void> {
  const settings = await settingsOf(flags);
  try {
    await using server = await startSim({
      ...settings as SimOptions,
      knowledge: knowledgeOf(flags, io),
    });
    io.out(`${JSON.stringify({ url: server.url })}\n`);
    io.err(`The simulated server listens at ${server.url}; Ctrl-C ends it\n`);
    await aborted(io.signal);
  } catch (error) {
    if (error instanceof SimOptionsError || error instanceof Deno.errors.AddrInUse) {
      throw new UsageError(error.message);
    }
    throw error;
  }
}

/** Port where none is given: the one that examples name. */
const PORT = 8_000;

/** The file's settings, then `--set`, then the flags with a name of their own. */
async function settingsOf(flags: SimFlags): Promise<Record<string, Json>> {
  const settings: Record<string, Json> = { port: PORT, ...await readSettings(flags.settings) };
  for (const [path, text] of flags.set ?? []) assign(settings, path.split("."), jsonOr(text));
  if (flags.port !== undefined) settings["port"] = flags.port;
  if (flags.host !== undefined) settings["hostname"] = flags.host;
  if (flags.model !== undefined) settings["models"] = flags.model;
  if (flags.seed !== undefined) settings["seed"] = flags.seed;
  if (flags.skill !== undefined) settings["skill"] = flags.skill;
  const known: readonly string[] = FAULT_NAMES;
  for (const [fault, rate] of flags.fault ?? []) {
    if (!known.includes(fault)) {
      const hint = await didYouMean(fault, known);
      throw new UsageError(
        `There is no fault "${fault}"${hint || `: known are ${known.join(", ")}`}`,
      );
    }
    assign(settings, ["faults", "rates", fault], jsonOr(rate));
  }
  return settings;
}

async function readSettings(path: string | undefined): Promise<Record<string, Json>> {
  if (path === undefined) return {};
  try {
    return JSON.parse(await Deno.readTextFile(path)) as Record<string, Json>;
  } catch (error) {
    const why = error instanceof SyntaxError ? "it is not JSON" : (error as Error).message;
    throw new UsageError(`Cannot read "${path}": ${why}`);
  }
}

/** Sets a value at a path of keys, making objects on the way. */
function assign(object: Record<string, Json>, path: readonly string[], value: Json): void {
  const [key, ...rest] = path;
  if (key === undefined || key === "" || key === "__proto__") {
    throw new UsageError(`Cannot use --set as its path must be of the form latency.perTokenMs`);
  }
  if (rest.length === 0) {
    object[key] = value;
    return;
  }
  const inner = object[key];
  const next: Record<string, Json> =
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? { ...inner as Record<string, Json> }
      : {};
  assign(next, rest, value);
  object[key] = next;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
