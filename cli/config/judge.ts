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
  /** Several are a panel. */
  readonly judgeModel?: readonly string[] | undefined;
  /** As `URL` for every judge, or `NAME=URL` for the one of this name. */
  readonly judgeBaseUrl?: readonly string[] | undefined;
  readonly judgeApiKeyEnv?: string | undefined;
  readonly judgeConcurrency?: number | "auto" | undefined;
}

/**
 * The judges of a run: those `--judge-model` names, else the file's `judge`, else the file's first.
 * Several are a panel that decides by majority.
 *
 * @param taken Labels of the models: a judge has a limit of its own, so it needs a label of its own.
 * @returns none where nobody grades
 * @throws {UsageError} if a server is not known, or a judge is named twice
 */
export async function resolveJudges(
  flags: JudgeFlags,
  file: LoadedConfig | null,
  taken: readonly string[],
  settings: Settings,
): Promise<readonly JudgeConfig[]> {
  const wanted = wantedJudges(flags, file);
  if (wanted.length === 0) settings.note("judge", null, "default");
  checkNames(flags, wanted);
  const judges: JudgeConfig[] = [];
  const labels = new Set(taken);
  for (const name of wanted) {
    const prefix = wanted.length === 1 ? "judge" : `judges.${name}`;
    const source = await sourceOf(name, prefix, flags, file);
    if (labels.has(source.label)) {
      const label = printableLine(source.label, 60);
      throw new UsageError(
        taken.includes(source.label)
          ? `Cannot use the judge "${label}" as a model has this label too: give one of them ` +
            `another label`
          : `Cannot use the judge "${label}" twice: a panel needs different judges`,
      );
    }
    labels.add(source.label);
    judges.push(resolveOne(source, settings));
  }
  return judges;
}

/** A run's judges as its configuration holds them: the first, and those beside it. */
export function asPanel(
  judges: readonly JudgeConfig[],
): { judge: JudgeConfig | null; panel?: readonly JudgeConfig[] } {
  const [judge, ...panel] = judges;
  return panel.length === 0 ? { judge: judge ?? null } : { judge: judge ?? null, panel };
}

function resolveOne(source: EndpointSource, settings: Settings): JudgeConfig {
  settings.note(
    `${source.name}.model`,
    source.model,
    source.entry === null ? "--judge-model" : source.entryAt,
  );
  const endpoint = resolveEndpoint(source, settings);
  const inFile = (source.entry as JudgeEntry | null)?.sampling ?? {};
  const sampling: Partial<Sampling> = Object.fromEntries(
    Object.entries(inFile).flatMap(([key, value]) =>
      value === undefined ? [] : [[
        key,
        settings.note(`${source.name}.sampling.${key}`, value, `${source.entryAt}.sampling.${key}`),
      ]]
    ),
  );
  return { endpoint, sampling, price: priceOf(source, settings) };
}

function wantedJudges(flags: JudgeFlags, file: LoadedConfig | null): readonly string[] {
  if (flags.judgeModel !== undefined) return flags.judgeModel;
  const named = file?.config.judge ?? file?.config.judges?.[0]?.label ?? [];
  return typeof named === "string" ? [named] : named;
}

/** An address for a judge of its own must name one that grades. */
function checkNames(
  { judgeModel, judgeBaseUrl = [] }: JudgeFlags,
  wanted: readonly string[],
): void {
  if (wanted.length === 0 && judgeModel === undefined && judgeBaseUrl.length > 0) {
    throw new UsageError(
      "Cannot use --judge-base-url without --judge-model: name the model that grades",
    );
  }
  for (const text of judgeBaseUrl) {
    const { name } = address(text);
    if (name === null || wanted.includes(name)) continue;
    throw new UsageError(
      `Cannot use --judge-base-url for "${printableLine(name, 60)}" as no --judge-model has this ` +
        `name: current values are ${wanted.map((judge) => `"${judge}"`).join(", ")}`,
    );
  }
}

/** `NAME=URL`, or a URL alone; the `=` of a query is behind the scheme. */
function address(text: string): { readonly name: string | null; readonly url: string } {
  const at = text.indexOf("=");
  const name = text.slice(0, at);
  return at < 1 || name.includes("://")
    ? { name: null, url: text }
    : { name, url: text.slice(at + 1) };
}

/** Addresses that flags give for a judge: its own, else those for every judge. */
export function judgeAddresses(
  texts: readonly string[] | undefined,
  judge: string,
): readonly string[] | undefined {
  const all = (texts ?? []).map(address);
  const own = all.filter(({ name }) => name === judge);
  const found = own.length > 0 ? own : all.filter(({ name }) => name === null);
  return found.length === 0 ? undefined : found.map(({ url }) => url);
}

async function sourceOf(
  wanted: string,
  name: string,
  flags: JudgeFlags,
  file: LoadedConfig | null,
): Promise<EndpointSource> {
  const entries = file?.config.judges ?? [];
  const baseUrl = judgeAddresses(flags.judgeBaseUrl, wanted);
  const server = {
    name,
    flagPrefix: "--judge-",
    flags: { baseUrl, apiKeyEnv: flags.judgeApiKeyEnv, concurrency: flags.judgeConcurrency },
  };
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
  if (flags.judgeModel === undefined || baseUrl === undefined) {
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
