import { type Source, sourceFiles, type Task } from "../../benchmarks/define.ts";
import { benchmarks } from "../../benchmarks/mod.ts";
import { archivesOf, fetchArchive } from "../../runners/data/media/archives.ts";
import { type FetchedData, fetchSource } from "../../runners/data/state.ts";
import { fetchWhole } from "../../runners/data/whole.ts";
import type { FetchFlags } from "../commands/fetch.ts";
import { resolveDataDir } from "../config/resolve.ts";
import { findKnown, parseBenchmarks } from "../config/selection.ts";
import { type DownloadBar, downloadBar } from "../download_bar.ts";
import type { Io } from "../io.ts";
import { number } from "../progress.ts";
import { textTable } from "../text_table.ts";

/** A file with the tasks that read it. */
interface Wanted {
  readonly benchmark: string;
  readonly tasks: readonly string[];
  readonly source: Source;
  /** Whether it has records, is taken as a whole text, or holds pictures or series. */
  readonly holds: "records" | "text" | "media";
}

const FETCH = { records: fetchSource, text: fetchWhole, media: fetchArchive };

/**
 * `assay fetch`: downloads and checks data. A file that cannot be had does not keep the others from
 * being fetched; the first such error is thrown at the end.
 */
export async function fetch(flags: FetchFlags, io: Io): Promise<void> {
  const dataDir = resolveDataDir(flags, null);
  const wanted = await wantedFiles(flags.benchmark ?? benchmarks.map(({ id }) => id));
  const fetched: { readonly file: Wanted; readonly data: FetchedData }[] = [];
  let failure: unknown = null;
  using bar: DownloadBar = downloadBar(io);
  for (const file of wanted) {
    io.signal.throwIfAborted();
    const name = `${file.benchmark}/${file.tasks.join(",")}`;
    try {
      const data = await FETCH[file.holds](file.source, {
        dataDir,
        benchmark: file.benchmark,
        env: io.env,
        signal: io.signal,
        onProgress: (progress) => bar.show(name, progress),
        onNote: (text) => bar.say(text),
      });
      fetched.push({ file, data });
    } catch (error) {
      io.signal.throwIfAborted();
      if (!(error instanceof Error) || error.name !== "DatasetError") throw error;
      if (failure !== null || wanted.length > 1) bar.say(error.message);
      failure ??= error;
    }
  }
  bar[Symbol.dispose]();
  const rows = fetched.map(({ file, data }) => ({ ...file, source: undefined, ...data }));
  if (flags.json === true) {
    io.out(`${JSON.stringify({ schemaVersion: 1, fetched: rows }, null, 2)}\n`);
  } else if (fetched.length > 0) {
    io.out(
      textTable(
        [
          { title: "data" },
          { title: "records", align: "right" },
          { title: "bytes", align: "right" },
          { title: "" },
          { title: "file" },
        ],
        fetched.map(({ file, data }) => [
          `${file.benchmark}/${file.tasks.join(",")}`,
          file.holds === "records" ? number(data.records) : "-",
          number(data.bytes),
          data.downloaded ? "downloaded" : "was there",
          data.path,
        ]),
      ),
    );
  }
  if (failure !== null) throw failure;
}

/** The files behind the named tasks, each once. */
async function wantedFiles(names: readonly string[]): Promise<Wanted[]> {
  const files = new Map<string, Wanted>();
  for (const [id, { byDefault, tasks }] of await parseBenchmarks(names)) {
    const benchmark = await findKnown(id);
    const chosen = (task: Task) => tasks.includes(task.id) || (byDefault && task.byDefault);
    for (const task of benchmark.tasks(benchmark.options.parse({})).filter(chosen)) {
      const sources = [task.source, ...(task.support ? [task.support.source] : [])];
      const holding = (holds: Wanted["holds"]) => (source: Source) => ({ source, holds });
      const all = [
        ...sources.flatMap(archivesOf).map(holding("media")),
        ...sources.flatMap(sourceFiles).map(holding("records")),
        ...Object.values(task.files).map(({ source }) => source).map(holding("text")),
      ];
      for (const { source, holds } of all) {
        const { repair: _, ...plain } = source;
        // Of an archive that is read in parts each task wants its own.
        const part = source.assemble === undefined ? "" : task.id;
        const key = `${id} ${part} ${JSON.stringify(plain)}`;
        const known = files.get(key);
        files.set(key, { benchmark: id, tasks: [...known?.tasks ?? [], task.id], source, holds });
      }
    }
  }
  return [...files.values()];
}
