import assert from "node:assert/strict";
import { sourceFiles, sourceRecords } from "../benchmarks/define.ts";
import { livecodebenchV6 } from "../benchmarks/livecodebench_v6.ts";
import { type HubServer, startHubServer } from "./data/hub_server.ts";
import { type DataOptions, openRecords } from "./data/load.ts";
import { dataState } from "./data/state.ts";
import { scoreSamples } from "./score_samples.ts";
import { pythonSandbox, SandboxMissingError } from "./tools/python/sandbox.ts";

/**
 * LiveCodeBench's shards from a hub of invented problems: as many of them as upstream states, so that
 * counts hold, packed as upstream packs them.
 */

const REPO = "livecodebench/code_generation_lite";
/** Upstream: README of `LiveCodeBench@28fef95`, problems by release. */
const CUMULATIVE = [400, 511, 612, 713, 880, 1055];

/** Private tests of one problem: a pickle (protocol 4, one long string), zlib, base64. */
async function packed(tests: unknown): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(tests));
  const pickle = new Uint8Array(text.length + 8);
  pickle.set([0x80, 4, 0x58]);
  new DataView(pickle.buffer).setUint32(3, text.length, true);
  pickle.set(text, 7);
  pickle[pickle.length - 1] = 0x2e;
  const stream = new Blob([pickle]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer()).toBase64();
}

const addition = (a: number, b: number) => ({
  input: `${a} ${b}\n`,
  output: `${a + b}\n`,
  testtype: "stdin",
});
const doubling = (n: number) => ({ input: `${n}`, output: `${2 * n}`, testtype: "functional" });

/** Problems of a shard, one a day from its first day on; every third one is functional. */
async function shard(number: number, count: number): Promise<string> {
  const first = Date.UTC(2024 + Math.floor(number / 6), number === 6 ? 0 : number, 1);
  const sums = await packed([addition(10, -4), addition(2 ** 40, 1)]);
  const doubles = await packed([doubling(0), doubling(-7)]);
  let lines = "";
  for (let index = 0; index < count; index++) {
    const functional = index % 3 === 2;
    lines += `${
      JSON.stringify({
        question_title: "invented",
        question_content: `Problem ${index} of shard ${number}.`,
        platform: functional ? "leetcode" : "atcoder",
        question_id: `inv${number}_${index}`,
        contest_id: "inv",
        contest_date: `${new Date(first + index * 86_400_000).toISOString().slice(0, 19)}`,
        starter_code: functional ? "class Solution:\n    def twice(self, n: int) -> int:\n" : "",
        difficulty: ["easy", "medium", "hard"][index % 3],
        public_test_cases: JSON.stringify([functional ? doubling(3) : addition(1, 2)]),
        private_test_cases: functional ? doubles : sums,
        metadata: JSON.stringify(functional ? { func_name: "twice" } : {}),
      })
    }\n`;
  }
  return lines;
}

interface Bench extends AsyncDisposable {
  readonly server: HubServer;
  readonly options: DataOptions;
}

async function bench(): Promise<Bench> {
  const files: Record<string, string> = {};
  for (const [index, total] of CUMULATIVE.entries()) {
    const name = index === 0 ? "test.jsonl" : `test${index + 1}.jsonl`;
    files[name] = await shard(index + 1, total - (CUMULATIVE[index - 1] ?? 0));
  }
  const server = startHubServer({ [REPO]: { refs: { main: "1".repeat(40) }, files } });
  const folder = await Deno.makeTempDir();
  const variables: Readonly<Record<string, string>> = {
    HF_ENDPOINT: server.url,
    HF_HUB_CACHE: `${folder}/cache`,
  };
  return {
    server,
    options: { dataDir: `${folder}/data`, env: (name) => variables[name] },
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

function theTask(options: Record<string, string>) {
  const [task] = livecodebenchV6.tasks(livecodebenchV6.options.parse(options));
  assert.ok(task);
  return task;
}

const RELEASES: readonly (readonly [tag: string, problems: number, shards: string])[] = [
  ["v6", 175, "6"],
  ["v1", 400, "1"],
  ["v4_v6", 443, "4 5 6"],
  ["v1_v2", 511, "1 2"],
  ...CUMULATIVE.map((total, index) =>
    [
      `release_v${index + 1}`,
      total,
      CUMULATIVE.slice(0, index + 1).map((_, shard) => shard + 1).join(" "),
    ] as const
  ),
];

Deno.test("every release tag is its shards, in order, with as many problems as upstream states", async () => {
  await using b = await bench();
  for (const [tag, problems, shards] of RELEASES) {
    const task = theTask({ release: tag });
    assert.equal(sourceRecords(task.source), problems, tag);
    const opened = await openRecords(task.source, b.options);
    const rows = await Array.fromAsync(opened.records());
    const samples = rows.map(({ record }, index) => task.sample(record, { index, draw: () => 0 }));
    assert.equal(samples.length, problems, tag);
    const order = [...new Set(samples.map(({ id }) => id.slice(3, 4)))];
    assert.equal(order.join(" "), shards, tag);
    assert.equal(new Set(samples.map(({ id }) => id)).size, problems, tag);
    assert.equal(opened.revision, "1".repeat(40));
  }
  const all = theTask({ release: "release_v6" }).source;
  assert.equal((await dataState(all, { ...b.options, verify: true })).state, "present");
  // Six shards, each downloaded once whatever the releases share.
  const downloads = b.server.requests.filter(({ server, method }) =>
    server === "content" && method === "GET"
  );
  assert.equal(downloads.length, 6);
});

Deno.test("tags that mean nothing are refused", () => {
  for (const release of ["v0", "v7", "release_v7", "v6_v4", "v3_v3", "release", "latest", ""]) {
    assert.ok(!livecodebenchV6.options.safeParse({ release }).success, release);
  }
});

Deno.test("a shard that is short of problems is told by its name", async () => {
  await using b = await bench();
  const files = { "test5.jsonl": await shard(5, 167), "test6.jsonl": await shard(6, 174) };
  b.server.change(REPO, { refs: { main: "2".repeat(40) }, files });
  const opened = await openRecords(theTask({ release: "v5_v6" }).source, b.options);
  await assert.rejects(
    Array.fromAsync(opened.records()),
    /test6\.jsonl".*wanted 175 records, found 174/,
  );
});

Deno.test("a record that is no problem is told by its shard and line", async () => {
  await using b = await bench();
  const good = await shard(5, 167);
  const bad = `${await shard(6, 174)}${JSON.stringify({ question_id: "x" })}\n`;
  b.server.change(REPO, {
    refs: { main: "3".repeat(40) },
    files: { "test5.jsonl": good, "test6.jsonl": bad },
  });
  const task = theTask({ release: "v5_v6", startDate: "2020-01-01" });
  const opened = await openRecords(task.source, b.options);
  const rows = await Array.fromAsync(opened.records());
  const last = rows.at(-1);
  assert.match(last?.path ?? "", /test6\.jsonl$/);
  assert.equal(last?.row, 175);
  assert.throws(() => task.sample(last?.record, { index: 0, draw: () => 0 }), /must be a text/);
});

Deno.test("a window asks its problems only; both days count as their midnights", async () => {
  await using b = await bench();
  const task = theTask({ release: "v6", startDate: "2025-02-01", endDate: "2025-02-03" });
  const rows = await Array.fromAsync((await openRecords(task.source, b.options)).records());
  const dates = rows.map(({ record }) => (record as { contest_date: string }).contest_date);
  assert.deepEqual(dates, ["2025-02-01T00:00:00", "2025-02-02T00:00:00", "2025-02-03T00:00:00"]);
});

Deno.test("an own file stands for all shards of a release", async () => {
  await using b = await bench();
  const file = await Deno.makeTempFile({ suffix: ".jsonl" });
  await Deno.writeTextFile(file, `${await shard(1, 2)}${await shard(6, 3)}`);
  const source = theTask({ release: "release_v6" }).source;
  const opened = await openRecords(source, { ...b.options, file });
  assert.equal((await Array.fromAsync(opened.records())).length, 5);
  assert.match(opened.notes.join(), /has 5 records, the published file has 1055/);
  assert.equal(b.server.requests.length, 0);
  assert.equal((await dataState(source, { ...b.options, file })).detail, "your own file");
  assert.equal(sourceFiles(source).length, 6);
  await Deno.remove(file);
});

async function problem(): Promise<string | null> {
  await using sandbox = pythonSandbox();
  try {
    await sandbox.start();
    return null;
  } catch (cause) {
    if (cause instanceof SandboxMissingError) return cause.message;
    throw cause;
  }
}

const reason = await problem();
if (reason !== null) {
  const line = `LEFT OUT: problems of a hub scored end to end: ${reason}\n`;
  Deno.stderr.writeSync(new TextEncoder().encode(line));
}

Deno.test({
  name: "problems are read from the hub, unpacked and scored",
  ignore: reason !== null,
  async fn() {
    await using b = await bench();
    const task = theTask({ release: "v5_v6" });
    const rows = await Array.fromAsync((await openRecords(task.source, b.options)).records());
    const code = (text: string) => `Thus:\n\`\`\`python\n${text}\n\`\`\`\n`;
    const add = code("a, b = map(int, input().split())\nprint(a + b)");
    const twice = code("class Solution:\n    def twice(self, n):\n        return 2 * n");
    const half = code("a, b = map(int, input().split())\nprint(3)");
    // Places 164 to 166 are the last of shard 5, the others the first of shard 6; each third is functional.
    const replies = [twice, add, half, "I cannot.", add, twice];
    await using sandbox = pythonSandbox();
    const { metrics, perSample } = await scoreSamples({
      benchmark: "livecodebench-v6",
      task: "code-generation",
      samples: replies.map((response, index) => ({ record: rows[164 + index]?.record, response })),
    }, { tools: { sandbox } });
    const passed = perSample.map((each) => (each as { passed: boolean }).passed);
    assert.deepEqual(passed, [true, true, false, false, true, true]);
    assert.ok(Math.abs((metrics["pass@1"] ?? 0) - 400 / 6) < 1e-9);
  },
});
