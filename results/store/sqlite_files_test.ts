import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { problem } from "./contract_test_suite.ts";
import type { StoreError } from "./errors.ts";
import {
  exampleAsk,
  exampleAttempt,
  examplePlan,
  exampleReply,
  exampleSample,
  exampleVerdict,
} from "./kept_examples.ts";
import { TABLES } from "./schema.ts";
import { openSqliteStore } from "./sqlite.ts";
import type { Store } from "./types.ts";

async function inTempFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "assay-files-" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function fill(store: Store, replies = 100): Promise<void> {
  await store.keepManifest({ runId: "r" });
  await store.keepNote({ at: 0, kind: "capped", text: "max_tokens" });
  await store.keepPlan(examplePlan());
  await store.keepSample(exampleSample());
  await store.keepAttempts([exampleAttempt()]);
  await store.keepVerdict(exampleVerdict());
  await Promise.all(Array.from({ length: replies }, (_, repeat) =>
    store.keepReply(
      exampleReply({
        requestKey: `key-${repeat}`,
        ask: exampleAsk({ repeat }),
        text: "x".repeat(4_000),
      }),
    )));
}

/** Makes a run and closes it. */
async function madeRun(folder: string): Promise<string> {
  const path = join(folder, "run.sqlite");
  await using store = await openSqliteStore(path, { create: true });
  await fill(store);
  return path;
}

Deno.test("openSqliteStore() refuses what is not a run and leaves it as it is", async () => {
  const rows: [string, Uint8Array | string, StoreError["kind"], RegExp][] = [
    [
      "text",
      "hello ".repeat(1_000),
      "foreign",
      /not an SQLite file \(it begins with "hello hello hell"\)/,
    ],
    ["short text", "hi", "foreign", /begins with "hi"/],
    ["nothing", "", "foreign", /it is empty \(0 bytes\).*choose another run id/],
    ["zeros", new Uint8Array(8192), "foreign", /not an SQLite file/],
    ["a cut header", "SQLite format 3\u0000 and no more", "foreign", /"SQLite format 3\."/],
  ];
  await inTempFolder(async (folder) => {
    for (const [name, content, kind, message] of rows) {
      const path = join(folder, `${name}.sqlite`);
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      await Deno.writeFile(path, bytes);
      for (const options of [{}, { create: true }, { readOnly: true }]) {
        await assert.rejects(openSqliteStore(path, options), problem(kind, message), name);
      }
      assert.deepEqual(await Deno.readFile(path), bytes);
    }
    await Deno.mkdir(join(folder, "folder.sqlite"));
    await assert.rejects(
      openSqliteStore(join(folder, "folder.sqlite"), { create: true }),
      problem("foreign", /is not a file/),
    );
  });
});

Deno.test("openSqliteStore() refuses the SQLite file of another program", async () => {
  await inTempFolder(async (folder) => {
    const path = join(folder, "run.sqlite");
    const db = new DatabaseSync(path);
    db.exec("CREATE TABLE cookies (id); CREATE TABLE history (id); INSERT INTO cookies VALUES (1)");
    db.close();
    const before = await Deno.readFile(path);
    for (const options of [{}, { create: true }, { readOnly: true }]) {
      await assert.rejects(
        openSqliteStore(path, options),
        problem("foreign", /of another program, with tables such as "cookies", "history"/),
      );
    }
    assert.deepEqual(await Deno.readFile(path), before);
  });
});

Deno.test("openSqliteStore() says where there is no run", async () => {
  await inTempFolder(async (folder) => {
    const path = join(folder, "gone", "run.sqlite");
    for (const options of [{}, { readOnly: true }, { create: true, readOnly: true }]) {
      await assert.rejects(
        openSqliteStore(path, options),
        problem("missing", /no such file: check the run id/),
      );
    }
    assert.deepEqual(await Array.fromAsync(Deno.readDir(folder)), []);
  });
});

Deno.test("openSqliteStore() refuses to start a run over another one", async () => {
  await inTempFolder(async (folder) => {
    const path = join(folder, "run.sqlite");
    // A store that was only made, as by a run that was killed at once, is started again.
    for (let times = 0; times < 2; times++) {
      await using store = await openSqliteStore(path, { create: true });
      await store.keepNote({ at: 0, kind: "judge", text: "is not there" });
    }
    {
      await using store = await openSqliteStore(path, { create: true });
      await store.keepManifest({ runId: "r" });
    }
    await assert.rejects(openSqliteStore(path, { create: true }), problem("exists", /"resume"/));
    await using store = await openSqliteStore(path);
    assert.deepEqual(await store.manifest(), { runId: "r" });
  });
});

Deno.test("openSqliteStore() tells a newer version and a version that is none", async () => {
  await inTempFolder(async (folder) => {
    const path = await madeRun(folder);
    const setVersion = (version: number) => {
      const db = new DatabaseSync(path);
      db.exec(`PRAGMA user_version = ${version}`);
      db.close();
    };
    setVersion(99);
    for (const options of [{}, { create: true }, { readOnly: true }]) {
      await assert.rejects(
        openSqliteStore(path, options),
        problem("newer", /store version is 99, and this one knows up to 2; update Assay/),
      );
    }
    setVersion(0);
    await assert.rejects(openSqliteStore(path), problem("damaged", /store version 0/));
  });
});

Deno.test("openSqliteStore() tells a file that was cut off", async () => {
  await inTempFolder(async (folder) => {
    const path = await madeRun(folder);
    const whole = await Deno.readFile(path);
    for (const size of [whole.length - 4096, whole.length - 100, whole.length >> 1, 8192, 4096]) {
      await Deno.writeFile(path, whole.subarray(0, size));
      for (const options of [{}, { create: true }, { readOnly: true }]) {
        await assert.rejects(
          openSqliteStore(path, options),
          problem(
            "damaged",
            /is damaged \(.*(?:malformed|cut off).*\): it was left as it is; keep a copy/,
          ),
          `${size} of ${whole.length} bytes`,
        );
      }
      assert.equal((await Deno.stat(path)).size, size);
    }
    await Deno.writeFile(path, whole);
    await using store = await openSqliteStore(path);
    assert.equal((await Array.fromAsync(store.allReplies())).length, 100);
  });
});

Deno.test("a torn page is told when it is read, and nothing is made up", async () => {
  await inTempFolder(async (folder) => {
    const path = await madeRun(folder);
    const bytes = await Deno.readFile(path);
    bytes.fill(0x5a, 4096 * 40, 4096 * 90);
    await Deno.writeFile(path, bytes);
    await using store = await openSqliteStore(path, { readOnly: true });
    await assert.rejects(Array.fromAsync(store.allReplies()), problem("damaged", /is damaged/));
  });
});

Deno.test("a row that something else wrote is told with its table's row and column", async () => {
  await inTempFolder(async (folder) => {
    const path = await madeRun(folder);
    const db = new DatabaseSync(path);
    db.exec(`INSERT INTO plans (column_id, benchmark, task, samples, repeats, plan_sha256, data)
             VALUES ('m', 'arithmetic', 'sums', 1, 1, 'x', '{not JSON')`);
    db.close();
    await using store = await openSqliteStore(path);
    await assert.rejects(
      store.plans(),
      problem("damaged", /\(row 2, column "data" must be JSON: .*\): it was left as it is/),
    );
  });
});

Deno.test("nothing kept can be changed, whoever tries", async () => {
  await inTempFolder(async (folder) => {
    const path = await madeRun(folder);
    using db = new DatabaseSync(path);
    for (const table of TABLES) {
      assert.ok(Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]) > 0, table);
      assert.throws(() => db.exec(`UPDATE ${table} SET id = id + 1000`), /UPDATE on .* refused/);
      assert.throws(() => db.exec(`DELETE FROM ${table}`), /DELETE on .* refused/);
    }
  });
});

Deno.test("a store opened for reading refuses to write, beside a writer and alone", async () => {
  await inTempFolder(async (folder) => {
    const path = join(folder, "run.sqlite");
    const writer = await openSqliteStore(path, { create: true });
    await fill(writer, 10);
    for (const alone of [false, true]) {
      if (alone) await writer[Symbol.asyncDispose]();
      await using reader = await openSqliteStore(path, { readOnly: true });
      await assert.rejects(reader.keepManifest({}), problem("read-only", /opened for reading/));
      assert.deepEqual(await reader.manifest(), { runId: "r" });
      assert.equal((await Array.fromAsync(reader.allReplies())).length, 10);
      await reader.flush();
      if (!alone) {
        await writer.keepManifest({ runId: "s" });
        assert.deepEqual(await reader.manifest(), { runId: "s" });
        await writer.keepManifest({ runId: "r" });
      }
    }
  });
});

Deno.test("a run is one file when it is closed", async () => {
  await inTempFolder(async (folder) => {
    const path = await madeRun(folder);
    const names = await Array.fromAsync(Deno.readDir(dirname(path)), ({ name }) => name);
    assert.deepEqual(names.sort(), ["run.lock", "run.sqlite"]);
  });
});

Deno.test("a second writer in the same process is refused too, until the first ends", async () => {
  await inTempFolder(async (folder) => {
    const path = join(folder, "run.sqlite");
    {
      await using first = await openSqliteStore(path, { create: true });
      await assert.rejects(openSqliteStore(path), problem("locked", /is writing to it/));
      await first.keepReply(exampleReply());
    }
    await using second = await openSqliteStore(path);
    assert.equal((await second.reply("key-0"))?.requestKey, "key-0");
  });
});

Deno.test("a full disk pauses the run, which goes on when there is room", async () => {
  await inTempFolder(async (folder) => {
    const path = join(folder, "run.sqlite");
    const said: string[] = [];
    let maxPages = 1e6;
    await using store = await openSqliteStore(path, {
      create: true,
      retryMs: 10,
      maxPages: () => maxPages,
      onPause: (message) => said.push(message),
    });
    await fill(store, 5);
    maxPages = 1;
    let kept = 0;
    const keeping = Array.from(
      { length: 50 },
      (_, index) =>
        store.keepReply(exampleReply({ requestKey: `late-${index}`, text: "y".repeat(9_000) }))
          .then(() => kept++),
    );
    while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.equal(said.length, 1);
    assert.match(
      said[0] ?? "",
      /^Writing to ".*run.sqlite" is paused as the disk is full: \d+ rows/,
    );
    assert.equal(kept, 0);
    // Reading goes on meanwhile, and shows none of what is not on disk.
    assert.equal((await Array.fromAsync(store.allReplies())).length, 5);
    maxPages = 1e6;
    await Promise.all(keeping);
    assert.equal((await Array.fromAsync(store.allReplies())).length, 55);
    assert.equal(said.length, 2);
    assert.match(said[1] ?? "", /goes on; nothing was lost/);
  });
});

Deno.test("a run that ends on a full disk says what is not kept, and can go on", async () => {
  await inTempFolder(async (folder) => {
    const path = join(folder, "run.sqlite");
    let maxPages = 1e6;
    const options = { retryMs: 10, maxPages: () => maxPages };
    const store = await openSqliteStore(path, { ...options, create: true });
    await fill(store, 5);
    maxPages = 1;
    const lost = Array.from(
      { length: 20 },
      (_, index) =>
        store.keepReply(exampleReply({ requestKey: `late-${index}`, text: "y".repeat(9_000) })),
    );
    const told = Promise.allSettled(lost);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await store[Symbol.asyncDispose]();
    for (const result of await told) {
      assert.ok(result.status === "rejected");
      problem("full", /the disk is full: .* go on with "resume"/)(result.reason);
    }
    maxPages = 1e6;
    await using again = await openSqliteStore(path, options);
    assert.equal((await Array.fromAsync(again.allReplies())).length, 5);
    assert.equal(await again.keepReply(exampleReply({ requestKey: "late-0" })), true);
  });
});

Deno.test("a sqlite3 shell that holds the file pauses the run, which then goes on", async () => {
  await inTempFolder(async (folder) => {
    const path = join(folder, "run.sqlite");
    const said: string[] = [];
    await using store = await openSqliteStore(path, {
      create: true,
      retryMs: 10,
      onPause: (message) => said.push(message),
    });
    using shell = new DatabaseSync(path);
    shell.exec("BEGIN IMMEDIATE");
    const keeping = store.keepReply(exampleReply());
    while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.match(said[0] ?? "", /another program holds the file/);
    shell.exec("COMMIT");
    assert.equal(await keeping, true);
  });
});

Deno.test("a store of version 1 is read as it is, and brought up to date to be written to", async () => {
  await inTempFolder(async (folder) => {
    const path = join(folder, "run.sqlite");
    {
      await using store = await openSqliteStore(path, { create: true });
      await store.keepReply(exampleReply());
    }
    {
      using db = new DatabaseSync(path);
      db.exec("ALTER TABLE replies DROP COLUMN logprobs; PRAGMA user_version = 1");
    }
    {
      await using store = await openSqliteStore(path, { readOnly: true });
      assert.deepEqual(await store.replies(exampleAsk()), [exampleReply()]);
    }
    const logprobs = [["a", -0.5]] as const;
    const rated = { ...exampleReply({ requestKey: "rated", turn: 1 }), logprobs };
    await using store = await openSqliteStore(path);
    await store.keepReply(rated);
    assert.deepEqual(await store.replies(exampleAsk()), [exampleReply(), rated]);
  });
});
