import type { Sampling } from "../../runners/backend/types.ts";
import type { JudgeConfig } from "../../runners/run_types.ts";
import { UsageError } from "../errors.ts";
import { printableLine } from "../printable.ts";
import { didYouMean } from "../suggest.ts";
import { type EndpointSource, priceOf, resolveEndpoint } from "./endpoint.ts";
import type { LoadedConfig } from "./load.ts";
import type { JudgeEntry } from "./schema.ts";
import type { Settings } from "./settings.ts";

/** Flags that say who grades. */
export interface JudgeFlags {
  readonly judgeModel?: string | undefined;
  readonly judgeBaseUrl?: readonly string[] | undefined;
  readonly judgeApiKeyEnv?: string | undefined;
  readonly judgeConcurrency?: number | "auto" | undefined;
}

/**
 * The judge of a run: the one `--judge-model` names, else the file's `judge`, else the file's first.
 *
 * @param taken Labels of the models: a judge has a limit of its own, so it needs a label of its own.
 * @returns `null` where nobody grades
 * @throws {UsageError} if its server is not known
 */
export async function resolveJudge(
  flags: JudgeFlags,
  file: LoadedConfig | null,
  taken: readonly string[],
  settings: Settings,
): Promise<JudgeConfig | null> {
  const source = await sourceOf(flags, file);
  if (source === null) {
    settings.note("judge", null, "default");
    return null;
  }
  if (taken.includes(source.label)) {
    throw new UsageError(
      `Cannot use the judge "${printableLine(source.label, 60)}" as a model has this label too: ` +
        `give one of them another label`,
    );
  }
  settings.note(
    "judge.model",
    source.model,
    source.entry === null ? "--judge-model" : source.entryAt,
  );
  const endpoint = resolveEndpoint(source, settings);
  const inFile = (source.entry as JudgeEntry | null)?.sampling ?? {};
  const sampling: Partial<Sampling> = Object.fromEntries(
    Object.entries(inFile).flatMap(([key, value]) =>
      value === undefined ? [] : [[
        key,
        settings.note(`judge.sampling.${key}`, value, `${source.entryAt}.sampling.${key}`),
      ]]
    ),
  );
  return { endpoint, sampling, price: priceOf(source, settings) };
}

async function sourceOf(
  flags: JudgeFlags,
  file: LoadedConfig | null,
): Promise<EndpointSource | null> {
  const entries = file?.config.judges ?? [];
  const wanted = flags.judgeModel ?? file?.config.judge ?? entries[0]?.label;
  const server = {
    name: "judge",
    flagPrefix: "--judge-",
    flags: {
      baseUrl: flags.judgeBaseUrl,
      apiKeyEnv: flags.judgeApiKeyEnv,
      concurrency: flags.judgeConcurrency,
    },
  };
  if (wanted === undefined) {
    if (flags.judgeBaseUrl === undefined) return null;
    throw new UsageError(
      "Cannot use --judge-base-url without --judge-model: name the model that grades",
    );
  }
  const index = entries.findIndex(({ label }) => label === wanted);
  const entry = entries[index];
  if (entry !== undefined) {
    return {
      ...server,
      label: entry.label,
      model: entry.model ?? entry.label,
      entry,
      entryAt: `${file?.path} judges[${index}]`,
    };
  }
  if (flags.judgeModel === undefined || flags.judgeBaseUrl === undefined) {
    const hint = await didYouMean(wanted, entries.map(({ label }) => label));
    throw new UsageError(
      `Cannot ask the judge "${
        printableLine(wanted, 60)
      }"${hint} as its server is not known: give ` +
        `--judge-base-url, or list it under judges in assay.json`,
    );
  }
  return { ...server, label: `judge:${wanted}`, model: wanted, entry: null, entryAt: "" };
}
