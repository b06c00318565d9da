import type { Mode } from "../../benchmarks/define.ts";
import type { Sampling } from "../../runners/backend/types.ts";
import { type ColumnConfig, MODE_SAMPLING } from "../../runners/run_types.ts";
import { UsageError } from "../errors.ts";
import { printableLine } from "../printable.ts";
import { didYouMean } from "../suggest.ts";
import { type EndpointFlags, type EndpointSource, priceOf, resolveEndpoint } from "./endpoint.ts";
import type { LoadedConfig } from "./load.ts";
import type { ModelEntry } from "./schema.ts";
import type { Settings } from "./settings.ts";

/** Flags that say who is asked and how. */
export interface ModelFlags extends EndpointFlags {
  readonly model?: readonly string[] | undefined;
  readonly mode?: Mode | "both" | undefined;
  readonly simulated?: boolean | undefined;
  readonly maxTokens?: number | undefined;
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  readonly topK?: number | undefined;
  readonly sampleSeed?: number | undefined;
}

/**
 * The columns of a run: each model in each of its modes.
 *
 * A `--model` that is a label of the file is that entry, any other one is a name on the server at
 * `--base-url`; without `--model` every entry of the file is asked.
 *
 * @param usual Modes where neither flag nor file says any.
 * @throws {UsageError} if there is no model, or its server is not known
 */
export async function resolveColumns(
  flags: ModelFlags,
  file: LoadedConfig | null,
  usual: readonly Mode[],
  settings: Settings,
): Promise<ColumnConfig[]> {
  const columns: ColumnConfig[] = [];
  for (const source of await sources(flags, file)) {
    const entry = source.entry as ModelEntry | null;
    settings.note(
      `${source.name}.model`,
      source.model,
      entry === null
        ? "--model"
        : entry.model === undefined
        ? `${source.entryAt}.label`
        : source.entryAt,
    );
    const endpoint = resolveEndpoint(source, settings);
    const price = priceOf(source, settings);
    const simulated = settings.choose(`${source.name}.simulated`, [
      [flags.simulated, "--simulated"],
      [entry?.simulated, `${source.entryAt}.simulated`],
    ], [false, "default"]);
    const modes = settings.choose<readonly Mode[]>(`${source.name}.modes`, [
      [flags.mode === "both" ? BOTH : flags.mode && [flags.mode], "--mode"],
      [entry?.modes && [...new Set(entry.modes)], `${source.entryAt}.modes`],
    ], [usual, "protocol"]);
    for (const mode of modes) {
      columns.push({
        column: {
          id: modes.length === 1 ? source.label : `${source.label}:${mode}`,
          label: source.label,
          model: source.model,
          mode,
          simulated,
        },
        endpoint,
        sampling: sampling(source, flags, mode, settings),
        price,
      });
    }
  }
  checkCurrency(columns);
  return columns;
}

const BOTH: readonly Mode[] = ["thinking", "non-thinking"];

async function sources(flags: ModelFlags, file: LoadedConfig | null): Promise<EndpointSource[]> {
  const entries = file?.config.models ?? [];
  const ofEntry = (entry: ModelEntry): EndpointSource => ({
    name: `models.${entry.label}`,
    flagPrefix: "--",
    label: entry.label,
    model: entry.model ?? entry.label,
    flags,
    entry,
    entryAt: `${file?.path} models[${entries.indexOf(entry)}]`,
  });
  if (flags.model === undefined) {
    if (entries.length > 0) return entries.map(ofEntry);
    throw new UsageError(
      `Cannot run without a model: name one with --model and its server with --base-url, or list ` +
        `models in assay.json`,
    );
  }
  return await Promise.all([...new Set(flags.model)].map(async (name) => {
    const entry = entries.find(({ label }) => label === name);
    if (entry !== undefined) return ofEntry(entry);
    if (flags.baseUrl === undefined) {
      const hint = await didYouMean(name, entries.map(({ label }) => label));
      throw new UsageError(
        `Cannot ask "${printableLine(name, 60)}"${hint} as its server is not known: give ` +
          `--base-url, or list the model in assay.json`,
      );
    }
    return {
      name: `models.${name}`,
      flagPrefix: "--",
      label: name,
      model: name,
      flags,
      entry: null,
      entryAt: "",
    };
  }));
}

/** Departures from the mode's sampling; what does not depart is recorded as the mode's. */
function sampling(
  source: EndpointSource,
  flags: ModelFlags,
  mode: Mode,
  settings: Settings,
): Partial<Sampling> {
  const inFile = (source.entry as ModelEntry | null)?.sampling?.[mode] ?? {};
  const at = `${source.entryAt}.sampling.${mode}`;
  const departures: { -readonly [Key in keyof Sampling]?: Sampling[Key] } = {};
  const choose = (key: keyof Sampling, value: number | undefined, flag: string) => {
    const base = MODE_SAMPLING[mode][key];
    const chosen = settings.choose<number | null>(`${source.name}.sampling.${mode}.${key}`, [
      [value, flag],
      [inFile[key], `${at}.${key}`],
    ], [base, `protocol of ${mode}`]);
    if (chosen === base) return;
    if (key !== "maxTokens") departures[key] = chosen;
    else if (chosen !== null) departures.maxTokens = chosen;
  };
  choose("maxTokens", flags.maxTokens, "--max-tokens");
  choose("temperature", flags.temperature, "--temperature");
  choose("topP", flags.topP, "--top-p");
  choose("topK", flags.topK, "--top-k");
  choose("seed", flags.sampleSeed, "--sample-seed");
  return departures;
}

/** Costs are added up over a run, so they must be in one currency. */
function checkCurrency(columns: readonly ColumnConfig[]): void {
  const currencies = new Set(columns.flatMap(({ price }) => price?.currency ?? []));
  if (currencies.size > 1) {
    throw new UsageError(
      `Cannot add up prices in ${[...currencies].join(" and ")}: give them in one currency`,
    );
  }
}
