import assert from "node:assert/strict";
import { join } from "node:path";
import { BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js";
import { z } from "zod";
import { defineBenchmark, type Source, task, url, user } from "../benchmarks/define.ts";
import { dataBench, source as hubSource } from "./data/data_bench.ts";
import { built, open } from "./prepare.ts";
import { demoSupport, readSupport, supportFile } from "./support.ts";
import { resolveTasks } from "./tasks.ts";

const Row = z.object({ id: z.string() });
const Aid = z.object({ id: z.string(), answer: z.string() });

/** A task that writes its examples before its question. */
function taskOf(source: Source, supportSource: Source) {
  return task({
    id: "one",
    source,
    support: { source: supportSource, record: Aid, demo: [{ id: "shot", answer: "yes" }] },
    record: Row,
    sample: ({ id }, { support }) => ({
      id,
      messages: user(
        [...support?.map(({ answer }) => `${answer}!`) ?? ["none"], `${id}?`].join(" "),
      ),
      target: id,
    }),
    scorer: {
      id: "x",
      version: 1,
      needs: [],
      score: () => ({ kind: "scored", outcome: "wrong", answer: null, values: {} }),
    },
    metrics: [],
    primary: "x",
    noReference: "nothing is right",
    demo: [{ id: "d1" }],
  });
}

const entryOf = (entry: string) =>
  url({ url: "http://127.0.0.1:1/all.zip", entry, format: "jsonl", licence: "invented" });
const published = taskOf(hubSource(), hubSource({ path: "data/validation.jsonl" }));
const archived = taskOf(entryOf("set/test.jsonl"), entryOf("set/validation.jsonl"));

async function archive(folder: string, shots: string): Promise<string> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  await writer.add("set/test.jsonl", new TextReader('{"id":"q1"}\n{"id":"q2"}\n'));
  await writer.add("set/validation.jsonl", new TextReader(shots));
  const path = join(folder, "own.zip");
  await Deno.writeFile(path, new Uint8Array(await (await writer.close()).arrayBuffer()));
  return path;
}

async function prompts(
  one: ReturnType<typeof taskOf>,
  config: { readonly demo: boolean; readonly dataDir: string; readonly data: string | null },
) {
  const benchmark = defineBenchmark({
    id: "inv",
    title: "Invented",
    version: 1,
    upstream: [],
    options: {},
    tasks: () => [one],
    headline: { kind: "metric", task: "one", metric: "x" },
  });
  const selection = { id: "inv", tasks: null, options: {}, limit: null, repeats: null };
  const [resolved] = resolveTasks([{ ...selection, data: config.data }], [benchmark]);
  assert.ok(resolved !== undefined);
  const context = {
    config: { dataDir: config.dataDir, demo: config.demo, seed: 0 },
    env: () => undefined,
    signal: new AbortController().signal,
    onNote: () => {},
  };
  const opened = await open(resolved, context);
  const samples = await Array.fromAsync(built(resolved, opened, context));
  return { opened, texts: samples.map(({ sample }) => sample.messages[0]?.content) };
}

Deno.test("every prompt of a run is made with the support records", async () => {
  const demo = await prompts(archived, { demo: true, dataDir: "data", data: null });
  assert.deepEqual(demo.texts, ["yes! d1?"]);
  assert.deepEqual(demoSupport(archived), [{ id: "shot", answer: "yes" }]);
  const folder = await Deno.makeTempDir();
  try {
    const data = await archive(folder, '{"id":"a","answer":"one"}\n{"id":"b","answer":"two"}\n');
    const own = await prompts(archived, { demo: false, dataDir: folder, data });
    assert.deepEqual(own.texts, ["one! two! q1?", "one! two! q2?"]);
    const pedigree = own.opened.pedigree.support as Record<string, unknown>;
    assert.deepEqual([pedigree.file, pedigree.records], [data, 2]);
    assert.equal(pedigree.sha256, own.opened.pedigree.sha256);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("readSupport() downloads, and a record that does not fit is an error with its row", async () => {
  await using bench = await dataBench();
  const change = (text: string) =>
    bench.server.change("inv/set", {
      refs: { main: "1".repeat(40) },
      files: { "data/validation.jsonl": text },
    });
  change('{"id":"a","answer":"one"}\n');
  const read = await readSupport(published, bench.options());
  assert.deepEqual(read?.records, [{ id: "a", answer: "one" }]);
  assert.equal(read?.pedigree.source, "hub:inv/set/data/validation.jsonl");
  const { support: _, ...plain } = published;
  assert.equal(await readSupport(plain, bench.options()), null);
  const path = await archive(bench.folder, '{"id":"a","answer":"one"}\n{"id":"b"}\n');
  await assert.rejects(readSupport(archived, { ...bench.options(), file: path }), {
    name: "DatasetError",
    row: 2,
    message: /column "answer"/,
  });
});

Deno.test("supportFile() is the user's archive where both are in it, else the published file", () => {
  const { support } = archived;
  assert.ok(support !== undefined);
  const { source } = archived;
  assert.equal(supportFile({ source, support }, "own.ZIP"), "own.ZIP");
  assert.equal(supportFile({ source, support }, "own.jsonl"), null);
  assert.equal(supportFile({ source, support }, null), null);
  assert.equal(supportFile({ source: hubSource(), support }, "own.zip"), null);
});

Deno.test("support out of the records' own file is out of whatever takes its place", () => {
  const same = taskOf(hubSource(), hubSource());
  assert.ok(same.support !== undefined && published.support !== undefined);
  assert.equal(supportFile({ ...same, support: same.support }, "own.jsonl"), "own.jsonl");
  assert.equal(supportFile({ ...same, support: same.support }, null), null);
  assert.equal(supportFile({ ...published, support: published.support }, "own.jsonl"), null);
});
