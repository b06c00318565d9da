import type { Benchmark, JsonOptions, Task } from "../../benchmarks/define.ts";
import { benchmarks } from "../../benchmarks/mod.ts";
import type { BenchmarkSelection } from "../../runners/run_types.ts";
import { UsageError } from "../errors.ts";
import type { Pair } from "../flag_values.ts";
import { printableLine } from "../printable.ts";
import { didYouMean } from "../suggest.ts";
import { issueSentences, knownKeys } from "./issues.ts";
import type { LoadedConfig } from "./load.ts";
import type { Json, Settings } from "./settings.ts";

/** Flags that say what is run. */
export interface SelectionFlags {
  readonly benchmark?: readonly string[] | undefined;
  readonly limit?: number | undefined;
  readonly repeats?: number | undefined;
  readonly data?: readonly Pair[] | undefined;
  readonly option?: readonly Pair[] | undefined;
}

/** What was named of a benchmark: what runs by default, single tasks, or both. */
export interface NamedTasks {
  readonly byDefault: boolean;
  readonly tasks: readonly string[];
}

/** Benchmarks by id, in table order. */
export type Named = ReadonlyMap<string, NamedTasks>;

/**
 * What `-b a,b/task,all` names, in table order.
 *
 * @throws {UsageError} if a benchmark does not exist
 */
export async function parseBenchmarks(
  names: readonly string[],
  catalog: readonly Benchmark[] = benchmarks,
): Promise<Named> {
  const whole = new Set<string>();
  const parts = new Map<string, Set<string>>();
  for (const name of names) {
    if (name === "all") {
      for (const { id } of catalog) whole.add(id);
      continue;
    }
    const at = name.indexOf("/");
    const id = at < 0 ? name : name.slice(0, at);
    await findKnown(id, catalog);
    if (at < 0) whole.add(id);
    else parts.set(id, (parts.get(id) ?? new Set()).add(name.slice(at + 1)));
  }
  return new Map(
    catalog.filter(({ id }) => whole.has(id) || parts.has(id)).map(({ id }) => [
      id,
      { byDefault: whole.has(id), tasks: [...parts.get(id) ?? []] },
    ]),
  );
}

/** A benchmark by id. */
export async function findKnown(
  id: string,
  catalog: readonly Benchmark[] = benchmarks,
): Promise<Benchmark> {
  const found = catalog.find((benchmark) => benchmark.id === id);
  if (found !== undefined) return found;
  const hint = await didYouMean(id, catalog.map((benchmark) => benchmark.id));
  throw new UsageError(
    `There is no benchmark "${printableLine(id, 60)}"${hint || `: "assay list" shows them`}`,
  );
}

/**
 * The benchmarks to run and how each departs from its protocol: flags over the file.
 *
 * @throws {UsageError} if a benchmark, task or option does not exist, or nothing is selected
 */
export async function resolveSelections(
  flags: SelectionFlags,
  file: LoadedConfig | null,
  settings: Settings,
  catalog: readonly Benchmark[] = benchmarks,
): Promise<BenchmarkSelection[]> {
  const inFile = file?.config.benchmarks ?? {};
  for (const id of Object.keys(inFile)) await findKnown(id, catalog);
  const named = await parseBenchmarks(flags.benchmark ?? Object.keys(inFile), catalog);
  if (named.size === 0) {
    throw new UsageError(
      `Cannot run without a benchmark: name some with -b, such as "-b ifbench" or "-b all"`,
    );
  }
  const data = await byBenchmark("--data", flags.data ?? [], named, catalog);
  const options = await optionsOf(flags.option ?? [], named, catalog);
  const selections: BenchmarkSelection[] = [];
  for (const [id, selected] of named) {
    const entry = inFile[id] ?? {};
    const at = `${file?.path} benchmarks.${id}`;
    const name = `benchmarks.${id}`;
    const benchmark = await findKnown(id, catalog);
    const given = { ...entry.options, ...options.get(id) };
    const parsed = await parseOptions(benchmark, given);
    for (const [option, value] of Object.entries(parsed)) {
      const from = options.get(id)?.[option] !== undefined
        ? "--option"
        : entry.options?.[option] !== undefined
        ? `${at}.options`
        : "protocol";
      settings.note(`${name}.options.${option}`, value, from);
    }
    const known = benchmark.tasks(parsed);
    const chosen = settings.choose<readonly string[] | null>(`${name}.tasks`, [
      [namedIds(selected, known), "-b"],
      [flags.benchmark === undefined ? entry.tasks : undefined, `${at}.tasks`],
    ], [null, "protocol"]);
    for (const task of chosen ?? []) await checkTask(benchmark, known, task);
    selections.push({
      id,
      tasks: chosen,
      options: given as JsonOptions,
      data: settings.choose<string | null>(`${name}.data`, [
        [data.get(id), "--data"],
        [entry.data, `${at}.data`],
      ], [null, "protocol"]),
      limit: settings.choose<number | null>(`${name}.limit`, [
        [flags.limit, "--limit"],
        [entry.limit, `${at}.limit`],
        [file?.config.limit, `${file?.path} limit`],
      ], [null, "protocol"]),
      repeats: settings.choose<number | null>(`${name}.repeats`, [
        [flags.repeats, "--repeats"],
        [entry.repeats, `${at}.repeats`],
        [file?.config.repeats, `${file?.path} repeats`],
      ], [null, "protocol"]),
    });
  }
  return selections;
}

/** Ids of the tasks that were named; `undefined` where only the default was. */
export function namedIds(
  { byDefault, tasks }: NamedTasks,
  known: readonly Task[],
): string[] | undefined {
  if (tasks.length === 0) return undefined;
  const usual = byDefault ? known.filter((task) => task.byDefault).map(({ id }) => id) : [];
  return [...new Set([...usual, ...tasks])];
}

/** Pairs whose name is a benchmark that is run. */
async function byBenchmark(
  flag: string,
  given: readonly Pair[],
  named: Named,
  catalog: readonly Benchmark[],
): Promise<Map<string, string>> {
  for (const [id] of given) await checkRun(flag, id, named, catalog);
  return new Map(given);
}

async function checkRun(
  flag: string,
  id: string,
  named: Named,
  catalog: readonly Benchmark[],
): Promise<void> {
  await findKnown(id, catalog);
  if (!named.has(id)) {
    throw new UsageError(
      `Cannot use ${flag} for "${id}" as it is not run: selected are ${
        [...named.keys()].join(", ")
      }`,
    );
  }
}

/** `ifbench.profile=official`: values that are JSON are taken as JSON. */
async function optionsOf(
  given: readonly Pair[],
  named: Named,
  catalog: readonly Benchmark[],
): Promise<Map<string, Record<string, Json>>> {
  const options = new Map<string, Record<string, Json>>();
  for (const [name, text] of given) {
    const at = name.indexOf(".");
    if (at < 1 || at === name.length - 1) {
      throw new UsageError(
        `Cannot use --option as it must be of the form ifbench.profile=official: current name is ` +
          `"${name}"`,
      );
    }
    const id = name.slice(0, at);
    await checkRun("--option", id, named, catalog);
    options.set(id, { ...options.get(id), [name.slice(at + 1)]: jsonOr(text) });
  }
  return options;
}

/** The value a text is in JSON, or the text itself. */
export function jsonOr(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

async function parseOptions(
  benchmark: Benchmark,
  given: Readonly<Record<string, unknown>>,
): Promise<JsonOptions> {
  const parsed = benchmark.options.safeParse(given);
  if (parsed.success) return parsed.data;
  const sentences = await issueSentences(parsed.error.issues, given, benchmark.options);
  const known = knownKeys(benchmark.options);
  const hint = known.length === 0 ? "it has none" : `it has ${known.join(", ")}`;
  throw new UsageError(
    `Cannot use the options of "${benchmark.id}" as ${sentences.join("; ")} (${hint})`,
  );
}

async function checkTask(benchmark: Benchmark, known: readonly Task[], id: string): Promise<void> {
  if (known.some((task) => task.id === id)) return;
  const names = known.map((task) => task.id);
  const hint = await didYouMean(id, names);
  const shown = names.length > 12 ? `${names.slice(0, 12).join(", ")}, …` : names.join(", ");
  throw new UsageError(
    `"${benchmark.id}" has no task "${printableLine(id, 60)}"${hint || `: it has ${shown}`}`,
  );
}
