import {
  type Benchmark,
  type Headline,
  type Source,
  sourceRecords,
  type Task,
} from "../../benchmarks/define.ts";
import { benchmarks } from "../../benchmarks/mod.ts";
import { type DataState, dataState } from "../../runners/data/state.ts";
import type { ListFlags } from "../commands/list.ts";
import { resolveDataDir } from "../config/resolve.ts";
import { findKnown, parseBenchmarks } from "../config/selection.ts";
import { knownKeys } from "../config/issues.ts";
import type { Io } from "../io.ts";
import { number } from "../progress.ts";
import { textTable } from "../text_table.ts";

/** `assay list`: benchmarks, tasks and the state of their data. */
export async function list(flags: ListFlags, io: Io): Promise<void> {
  const dataDir = resolveDataDir(flags, null);
  const named = await parseBenchmarks(flags.benchmark ?? benchmarks.map(({ id }) => id));
  const listed: Listed[] = [];
  for (const [id, { byDefault, tasks }] of named) {
    const benchmark = await findKnown(id);
    const all = benchmark.tasks(benchmark.options.parse({}));
    const shown = byDefault ? all : all.filter((task) => tasks.includes(task.id));
    listed.push({
      benchmark,
      tasks: await Promise.all(shown.map(async (task) => ({
        task,
        data: await dataState(task.source, { dataDir, env: io.env, signal: io.signal }),
      }))),
    });
  }
  io.out(flags.json === true ? `${JSON.stringify(document(listed), null, 2)}\n` : text(listed));
}

interface Listed {
  readonly benchmark: Benchmark;
  readonly tasks: readonly { readonly task: Task; readonly data: DataState }[];
}

function document(listed: readonly Listed[]) {
  return {
    schemaVersion: 1,
    benchmarks: listed.map(({ benchmark, tasks }) => ({
      id: benchmark.id,
      title: benchmark.title,
      version: benchmark.version,
      modes: benchmark.modes,
      options: knownKeys(benchmark.options),
      headline: benchmark.headline,
      upstream: benchmark.upstream,
      tasks: tasks.map(({ task, data }) => ({
        id: task.id,
        title: task.title,
        byDefault: task.byDefault,
        records: sourceRecords(task.source) ?? null,
        repeats: task.repeats,
        metrics: task.metrics.map(({ id }) => id),
        primary: task.primary,
        needs: task.needs,
        scorer: `${task.scorer.id}@${task.scorer.version}`,
        licence: task.source.licence,
        source: sourceName(task.source),
        data,
      })),
    })),
  };
}

function recordsText(records: number | undefined): string {
  return records === undefined ? "?" : number(records);
}

function text(listed: readonly Listed[]): string {
  const table = textTable(
    [
      { title: "benchmark/task" },
      { title: "records", align: "right" },
      { title: "repeats", align: "right" },
      { title: "modes" },
      { title: "metric" },
      { title: "needs" },
      { title: "licence" },
      { title: "data" },
    ],
    listed.flatMap(({ benchmark, tasks }) =>
      tasks.map(({ task, data }) => [
        `${benchmark.id}/${task.id}${task.byDefault ? "" : " (when named)"}`,
        recordsText(sourceRecords(task.source)),
        String(task.repeats),
        benchmark.modes.length > 1 ? "both" : benchmark.modes.join(""),
        task.primary,
        task.needs.join(", ") || "-",
        task.source.licence,
        data.state,
      ])
    ),
  );
  const headlines = textTable(
    [{ title: "benchmark" }, { title: "title" }, { title: "headline" }, { title: "options" }],
    listed.map(({ benchmark }) => [
      benchmark.id,
      benchmark.title,
      headlineText(benchmark.headline),
      knownKeys(benchmark.options).join(", ") || "-",
    ]),
  );
  return `${headlines}\n${table}`;
}

function headlineText(headline: Headline): string {
  if (headline.kind === "metric") return `${headline.metric} of ${headline.task}`;
  const { tasks } = headline;
  const which = tasks.length > 4 ? `${tasks.length} tasks` : tasks.join(", ");
  return headline.kind === "mean"
    ? `mean of ${headline.metric} over ${which}`
    : `${headline.metric} over ${which}`;
}

function sourceName(source: Source): string {
  return source.kind === "hub"
    ? `hub:${source.repo}@${source.revision}/${source.path}`
    : source.url;
}
