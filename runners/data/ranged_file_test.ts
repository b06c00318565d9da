import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import type { Source } from "../../benchmarks/define.ts";
import { demoRecords } from "../../benchmarks/smol_instruct/demo.ts";
import { smolInstruct } from "../../benchmarks/smol_instruct/mod.ts";
import { taskRows } from "../../benchmarks/smol_instruct/tasks.ts";
import { COMMIT_1, COMMIT_2, type DataBench, dataBench, zippedAll } from "./data_bench.ts";
import { type OpenedData, openRecords } from "./load.ts";
import type { HubServerOptions } from "./hub_server.ts";
import { dataState, fetchSource } from "./state.ts";

const MB = 1024 * 1024;
const REPO = "osunlp/SMolInstruct";
const all = (opened: OpenedData) => Array.fromAsync(opened.records());

/** SMolInstruct's layout with rows of ours, and far more beside them than a task needs. */
function files(): Record<string, string | Uint8Array<ArrayBuffer>> {
  const test: Record<string, string> = {};
  for (const row of taskRows) {
    const lines = demoRecords(row).map(({ raw_input, raw_output, target }) =>
      JSON.stringify({
        input: raw_input,
        output: target ? { [target]: raw_output } : raw_output,
      })
    );
    test[`core_tag/${row.name}.json`] = '{"input":[null,null],"output":[null,null]}';
    test[`raw/test/${row.name}.jsonl`] = lines.join("\n");
    test[`sample/instruction_tuning/test/${row.name}.json`] = JSON.stringify({
      template_name: "default",
      samples: demoRecords(row).map(({ target }, idx) => ({ idx, template_id: 0, target }))
        .toReversed(),
    });
    test[`template/default/${row.name}.json`] =
      '[{"input":"<INPUT>?","output":"<NUMBER> <OUTPUT> </NUMBER>"}]';
  }
  const train = new Uint8Array(6 * MB).fill(120);
  return { "raw/train/a.jsonl": train, ...test, "raw/train/z.jsonl": train };
}

interface Served extends AsyncDisposable {
  readonly bench: DataBench;
  readonly archive: Uint8Array<ArrayBuffer>;
  /** Replaces the archive, as a new commit where one is given. */
  serve(archive: Uint8Array<ArrayBuffer>, commit?: string): void;
  /** Bytes that ranges asked for, and how often the whole archive was sent. */
  traffic(): { readonly bytes: number; readonly whole: number };
}

async function served(options: HubServerOptions = {}): Promise<Served> {
  const bench = await dataBench(options);
  const archive = await zippedAll(files());
  const serve = (bytes: Uint8Array<ArrayBuffer>, commit = COMMIT_1) =>
    bench.server.change(REPO, { refs: { main: commit }, files: { "data.zip": bytes } });
  serve(archive);
  return {
    bench,
    archive,
    serve,
    traffic() {
      const gets = bench.server.requests.filter(({ server, method }) =>
        server === "content" && method === "GET"
      );
      const ranges = gets.flatMap(({ range }) => {
        const found = /^bytes=(\d+)-(\d+)$/.exec(range ?? "");
        return found === null ? [] : [Number(found[2]) - Number(found[1]) + 1];
      });
      return {
        bytes: ranges.reduce((sum, length) => sum + length, 0),
        whole: gets.length - ranges.length,
      };
    },
    [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose](),
  };
}

const sources = new Map(
  smolInstruct.tasks(smolInstruct.options.parse({})).map(({ id, source }) => [id, source]),
);
function sourceOf(task: string): Source {
  const source = sources.get(task);
  ok(source);
  return source;
}

/** Rows of the archive above, as they must come out. */
function wanted(id: string) {
  const row = taskRows.find((task) => task.id === id);
  ok(row);
  return demoRecords(row).toReversed().map(({ raw_input, raw_output, target }, at) => ({
    row: at + 1,
    record: {
      input: `${raw_input}?`,
      output: `<NUMBER> ${raw_output} </NUMBER>`,
      raw_input,
      raw_output,
      task: row.name,
      target: target ?? null,
    },
  }));
}

Deno.test("openRecords() reads of SMolInstruct's archive only what each task needs", async () => {
  await using s = await served();
  for (const { id } of taskRows) {
    const opened = await openRecords(sourceOf(id), s.bench.options());
    strictEqual(opened.revision, COMMIT_1);
    match(opened.sha256, /^[0-9a-f]{64}$/);
    deepStrictEqual(await all(opened), wanted(id));
  }
  const { bytes, whole } = s.traffic();
  strictEqual(whole, 0);
  ok(bytes <= 3 * MB && bytes > 0, `${bytes} of ${s.archive.length} bytes`);

  // Everything is here now: neither a request nor a network is needed.
  const asked = s.bench.server.requests.length;
  const offline = { ...s.bench.options(), offline: true };
  deepStrictEqual(await all(await openRecords(sourceOf("FS"), offline)), wanted("FS"));
  strictEqual(s.bench.server.requests.length, asked);
});

Deno.test("openRecords() reads SMolInstruct's archive from a local file as from the hub", async () => {
  await using s = await served();
  const file = join(s.bench.folder, "data.zip");
  await Deno.writeFile(file, s.archive);
  for (const id of ["PP-SIDER", "MC"]) {
    const opened = await openRecords(sourceOf(id), { ...s.bench.options(), file });
    deepStrictEqual(await all(opened), wanted(id));
  }
  strictEqual(s.bench.server.requests.length, 0);
});

Deno.test("openRecords() downloads the whole archive where there are no ranges", async () => {
  for (const options of [{ wholeOnly: true }, { bare: true }]) {
    await using s = await served(options);
    deepStrictEqual(
      await all(await openRecords(sourceOf("RS"), s.bench.options())),
      wanted("RS"),
    );
    const { whole } = s.traffic();
    ok(whole >= 1, JSON.stringify(options));
    // The whole one serves every task.
    const asked = s.bench.server.requests.length;
    deepStrictEqual(
      await all(await openRecords(sourceOf("MG"), s.bench.options())),
      wanted("MG"),
    );
    strictEqual(s.bench.server.requests.length, asked);
  }
});

Deno.test("openRecords() tries a part again, and says when it never comes", async () => {
  await using s = await served();
  const open = async () => await all(await openRecords(sourceOf("RS"), s.bench.options()));
  s.bench.server.fail("data.zip", { status: 503 });
  deepStrictEqual(await open(), wanted("RS"));
  s.serve(s.archive, COMMIT_2);
  await Deno.remove(join(s.bench.folder, "data"), { recursive: true });
  s.bench.server.fail("data.zip", { cutAfter: 9 }, { cutAfter: 9 });
  await rejects(open(), {
    kind: "offline",
    message:
      /Cannot download "data.zip" of "osunlp\/SMolInstruct" from ".*": the connection .*--data inv=FILE/,
  });
  s.bench.server.fail("data.zip", { status: 403 });
  await rejects(open(), { kind: "gated" });
  s.bench.server.fail("data.zip", { instead: "<!doctype html><p>Log in", type: "text/html" }, {
    instead: "<!doctype html><p>Log in",
    type: "text/html",
  });
  await rejects(open(), {
    kind: "html-instead-of-json",
    message: /answers with an HTML page instead of data/,
  });
});

Deno.test("openRecords() takes no broken or changed part for a row", async () => {
  await using s = await served();
  const open = async (task = "RS") =>
    await all(await openRecords(sourceOf(task), s.bench.options()));

  const flipped = s.archive.slice();
  const at = new TextDecoder("latin1").decode(flipped).indexOf("raw/test/retrosynthesis.jsonl");
  flipped[at + 60] = (flipped[at + 60] ?? 0) ^ 0xff;
  s.serve(flipped);
  await rejects(open(), {
    kind: "unreadable",
    message:
      /"raw\/test\/retrosynthesis.jsonl" in the archive is broken or cut short: .*: the parts of it that were here are deleted: try again, or give the file/,
  });
  const { path, state } = await dataState(sourceOf("RS"), s.bench.options());
  strictEqual(state, "missing");
  strictEqual(path, null);

  s.serve(s.archive.slice(0, -100), COMMIT_2);
  await rejects(open(), { kind: "unreadable", message: /the archive is broken or cut short/ });

  const { "raw/test/retrosynthesis.jsonl": _, ...fewer } = files();
  s.serve(await zippedAll(fewer));
  await fetchSource(sourceOf("MG"), s.bench.options());
  await rejects(open(), {
    kind: "missing",
    message: /Cannot read "raw\/test\/retrosynthesis.jsonl" in ".*": the archive has no such file/,
  });
  s.serve(
    await zippedAll({ ...files(), "core_tag/retrosynthesis.json": '{"in":[],"out":[]}' }),
    COMMIT_2,
  );
  await fetchSource(sourceOf("MG"), s.bench.options());
  await rejects(open(), {
    kind: "changed",
    column: "core_tag/retrosynthesis.json",
    message: /"core_tag\/retrosynthesis.json" must be as the loader script reads it/,
  });
});

Deno.test("fetchSource() and dataState() know an archive that came in parts", async () => {
  await using s = await served();
  const options = s.bench.options();
  strictEqual((await dataState(sourceOf("MC"), options)).state, "missing");
  const fetched = await fetchSource(sourceOf("MC"), options);
  strictEqual(fetched.records, wanted("MC").length);
  strictEqual(fetched.downloaded, true);
  ok(fetched.bytes < s.archive.length / 2);
  strictEqual((await fetchSource(sourceOf("MC"), options)).downloaded, false);

  const partial = await dataState(sourceOf("MC"), options);
  strictEqual(partial.state, "partial");
  match(partial.detail, /^\d+ of \d+ bytes, the parts that were read$/);
  const verified = await dataState(sourceOf("MC"), { ...options, verify: true });
  strictEqual(verified.state, "present");

  // A new commit is another archive; without a fetch the one that is here goes on to be read.
  s.serve(await zippedAll({ ...files(), "new.txt": "new" }), COMMIT_2);
  strictEqual((await openRecords(sourceOf("MC"), options)).revision, COMMIT_1);
  strictEqual((await fetchSource(sourceOf("MC"), options)).revision, COMMIT_2);
});

Deno.test("openRecords() says offline that a part is not here", async () => {
  await using s = await served();
  const offline = { ...s.bench.options(), offline: true };
  await rejects(openRecords(sourceOf("MC"), offline), {
    kind: "offline",
    message: /it is not downloaded and the network is switched off/,
  });
});
