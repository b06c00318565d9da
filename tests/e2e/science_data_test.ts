import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Benchmark, Source, Task } from "../../benchmarks/define.ts";
import { findBenchmark } from "../../benchmarks/mod.ts";
import { type DataBench, dataBench, zippedAll } from "../../runners/data/data_bench.ts";
import { built, open } from "../../runners/prepare.ts";
import { resolveTasks } from "../../runners/tasks.ts";
import type { JsonObject } from "../../scoring/json.ts";

/** A sub-task of each source there is, with what its files look like. SMolInstruct: ranged_file_test.ts. */
const CASES: readonly {
  readonly benchmark: string;
  readonly task: string;
  readonly options?: JsonObject;
  /** A column every row must have. */
  readonly column: string;
}[] = [
  { benchmark: "scireasoner", task: "Gue_tf-h-0", options: { set: "full" }, column: "meta_data" },
  { benchmark: "scireasoner", task: "LLM4Mat_MP_Bandgap", column: "input" },
  { benchmark: "matbench", task: "matbench_glass", column: "problem" },
  { benchmark: "mol-instructions", task: "PP-selfies", column: "dialogs" },
  { benchmark: "mol-instructions", task: "zjunlp-property_prediction", column: "output" },
  { benchmark: "biology-instruction", task: "DNA-cpd", column: "meta_data" },
];

type Row = JsonObject;

/** The published file's rows: the demo's own, as many as the source says there are. */
function rowsOf(task: Task): Row[] {
  const wanted = task.source.records ?? 12;
  return Array.from({ length: wanted }, (_, at) => task.demo[at % task.demo.length] as Row);
}

function textOf({ format }: Source, rows: readonly Row[]): string {
  return format === "json"
    ? JSON.stringify(rows)
    : rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

const md5 = (bytes: Uint8Array) => createHash("md5").update(bytes).digest("hex");

interface Hosted extends AsyncDisposable {
  readonly task: Task;
  readonly entry: string;
  readonly bench: DataBench;
  /** Lays a file at the source's address. */
  host(content: string | Uint8Array<ArrayBuffer>, type?: string): void;
  /** Reads the task's data as a run does, with the checksum that is published for it. */
  samples(checksum?: string): Promise<{ readonly id: string; readonly record: unknown }[]>;
}

/** A local hub and a local archive host, with the sub-task's source pointing at them. */
async function hosted(at: typeof CASES[number]): Promise<Hosted> {
  const bench = await dataBench();
  let body: string | Uint8Array<ArrayBuffer> = "";
  let contentType = "application/zip";
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => new Response(body, { headers: { "content-type": contentType } }),
  );
  const benchmark = findBenchmark(at.benchmark);
  ok(benchmark);
  const placed = (checksum: string | undefined): Benchmark => ({
    ...benchmark,
    tasks: (options) =>
      benchmark.tasks(options).map((task) => {
        const source = task.source.kind === "hub" ? task.source : {
          ...task.source,
          url: `http://127.0.0.1:${server.addr.port}/set.zip`,
          ...(checksum === undefined ? {} : { md5: checksum }),
        };
        return { ...task, source };
      }),
  });
  const selection = {
    id: at.benchmark,
    tasks: [at.task],
    options: benchmark.options.parse(at.options ?? {}),
    data: null,
    limit: null,
    repeats: null,
  };
  const [found] = resolveTasks([selection], [placed(undefined)]);
  ok(found);
  const { source } = found.task;
  return {
    task: found.task,
    entry: source.entry ?? "",
    bench,
    host(content, type = "application/zip") {
      body = content;
      contentType = type;
      if (source.kind !== "hub") return;
      const refs = { [source.revision]: createHash("sha1").update(content).digest("hex") };
      bench.server.change(source.repo, { refs, files: { [source.path]: content } });
    },
    async samples(checksum) {
      const [resolved] = resolveTasks([selection], [placed(checksum)]);
      ok(resolved);
      const options = bench.options();
      const context = {
        config: { dataDir: options.dataDir, demo: false, seed: 0 },
        env: options.env ?? (() => undefined),
        signal: new AbortController().signal,
        onNote: () => {},
      };
      const samples = [];
      for await (
        const { sample, record } of built(resolved, await open(resolved, context), context)
      ) {
        samples.push({ id: sample.id, record });
      }
      await Deno.remove(options.dataDir, { recursive: true });
      await Deno.remove(bench.cache, { recursive: true }).catch(() => {});
      return samples;
    },
    [Symbol.asyncDispose]: async () => {
      await server.shutdown();
      await bench[Symbol.asyncDispose]();
    },
  };
}

for (const at of CASES) {
  Deno.test(`${at.benchmark}/${at.task}: its published file is read, and each fault is told`, async () => {
    await using h = await hosted(at);
    const { task, entry } = h;
    const rows = rowsOf(task);
    const zip = async (changed: readonly Row[], name = entry) =>
      await zippedAll({ [name]: textOf(task.source, changed), "README.md": "rows of ours" });
    const told = async (archive: Uint8Array<ArrayBuffer>, error: object, sum = md5(archive)) => {
      h.host(archive);
      await rejects(h.samples(sum), { name: "DatasetError", ...error });
      await Deno.remove(join(h.bench.folder, "data"), { recursive: true }).catch(() => {});
      await Deno.remove(h.bench.cache, { recursive: true }).catch(() => {});
    };

    const good = await zip(rows);
    h.host(good);
    const samples = await h.samples(md5(good));
    strictEqual(samples.length, rows.length);
    deepStrictEqual(samples.map(({ record }) => record), rows);

    const file = task.source.kind === "hub" ? task.source.path.split("/").at(-1) : "set.zip";
    const { [at.column]: _, ...without } = rows[1] as Row;
    await told(await zip([rows[0] as Row, without, ...rows.slice(2)]), {
      kind: "changed",
      row: 2,
      message: new RegExp(
        `^Cannot read ".*${file}" row 2: column "${at.column}.*" must be (an?|of) `,
      ),
    });
    await told(await zip(rows, "other/data.json"), {
      kind: "missing",
      message: new RegExp(`^Cannot read "${entry}" in ".*${file}": the archive has no such file, `),
    });
    await told(await zippedAll({ [entry]: "<html><p>Not found" }), {
      kind: "unreadable",
      message: new RegExp(`^Cannot read ".*${file}"`),
    });
    await told(good.slice(0, good.length - 30), {
      kind: "unreadable",
      message: new RegExp(`^Cannot read ".*${file}": .*(broken|cut short)`),
    });

    h.host("<!doctype html><title>Log in</title>", "text/html");
    await rejects(h.samples(md5(good)), {
      name: "DatasetError",
      message: task.source.kind === "hub"
        ? /wanted a ZIP archive, found an HTML page|answers with an HTML page instead/
        : /^Cannot download ".*": ".*" answers with an HTML page instead of data/,
    });
    await Deno.remove(h.bench.cache, { recursive: true }).catch(() => {});

    if (task.source.kind === "url") {
      await told(good, {
        kind: "changed",
        message: new RegExp(
          `what was downloaded is not what was published: wanted md5 0{32}, found`,
        ),
      }, "0".repeat(32));
    } else {
      h.host(good);
      h.bench.server.fail(task.source.path, { instead: "other bytes" });
      await rejects(h.samples(), {
        kind: "changed",
        message: /what was downloaded is not what was published: wanted sha256 /,
      });
    }
    if (task.source.records !== undefined) {
      await told(await zip(rows.slice(1)), {
        kind: "changed",
        message: new RegExp(`wanted ${rows.length} records, found ${rows.length - 1}`),
      });
    }
  });
}

Deno.test("every archive host's file has a published checksum", () => {
  for (const { benchmark } of CASES) {
    const found = findBenchmark(benchmark);
    for (const { id, source } of found?.tasks(found.options.parse({})) ?? []) {
      if (source.kind === "url") match(source.md5 ?? "", /^[0-9a-f]{32}$/, id);
    }
  }
});
