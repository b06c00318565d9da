import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { hub, RecordError, type Source, url } from "../../benchmarks/define.ts";
import {
  COMMIT_1,
  dataBench,
  FILE,
  REPO,
  ROWS,
  sha256,
  source,
  TEXT,
  zippedAll,
} from "./data_bench.ts";
import { fileFormat, type OpenedData, openRecords } from "./load.ts";

const all = (opened: OpenedData) => Array.fromAsync(opened.records());
const rows = ROWS.map((record, i) => ({ record, row: i + 1 }));

Deno.test("openRecords() downloads once and reads as often as asked", async () => {
  await using b = await dataBench();
  const options = b.options();
  const wanted = source({ records: 3, bytes: new TextEncoder().encode(TEXT).length });
  const opened = await openRecords(wanted, options);
  deepStrictEqual([opened.count, opened.sha256], [3, sha256(TEXT)]);
  deepStrictEqual(await all(opened), rows);
  deepStrictEqual(await all(opened), rows);
  const asked = b.server.requests.length;
  const again = await openRecords(wanted, { ...options, offline: true });
  deepStrictEqual(await all(again), rows);
  deepStrictEqual(again.notes, []);
  strictEqual(b.server.requests.length, asked);
});

Deno.test("openRecords() checks the number of records when all are read", async () => {
  await using b = await dataBench();
  const opened = await openRecords(source({ records: 4 }), b.options());
  for await (const { row } of opened.records()) if (row === 2) break;
  await rejects(all(opened), {
    kind: "changed",
    message: `Cannot use "${opened.path}": wanted 4 records, found 3: the published file has ` +
      "changed: give the file yourself with --data inv=FILE",
  });
});

Deno.test("openRecords() notices a file that was changed after its download", async () => {
  await using b = await dataBench();
  const options = b.options();
  const wanted = source({ sha256: sha256(TEXT) });
  const { path } = await openRecords(wanted, options);
  await Deno.writeTextFile(path, TEXT.replace("4", "5"));
  // The same size, and a time of change that a coarse clock may not tell apart.
  await Deno.utime(path, 1, 1);
  await rejects(openRecords(wanted, options), {
    kind: "changed",
    message: `Cannot use "${path}": it is not what was published: wanted sha256 ${sha256(TEXT)}, ` +
      `found ${sha256(TEXT.replace("4", "5"))}: download it again with "assay fetch -b inv", or ` +
      "give the file yourself with --data inv=FILE",
  });
});

Deno.test("openRecords() reads the user's own file by its name", async () => {
  await using b = await dataBench();
  const write = async (name: string, text: string) => {
    const file = join(b.folder, name);
    await Deno.writeTextFile(file, text);
    return file;
  };
  const wanted = source({ records: 3, sha256: "0".repeat(64) });
  const cases: [string, string][] = [
    ["mine.jsonl", TEXT],
    ["mine.JSON", JSON.stringify(ROWS)],
    ["mine", TEXT],
    ["mine.v2.txt", TEXT],
  ];
  for (const [name, text] of cases) {
    const file = await write(name, text);
    const opened = await openRecords(wanted, { ...b.options(), file });
    deepStrictEqual(await all(opened), rows, name);
    deepStrictEqual([opened.path, opened.revision, opened.count], [file, null, null]);
  }
  const csv = await write("mine.csv", "id,answer\ninv-1,4\n");
  const options = { ...b.options(), file: csv };
  const opened = await openRecords(wanted, options);
  const read = await all(opened);
  deepStrictEqual(read, [{ record: { id: "inv-1", answer: "4" }, row: 2 }]);
  // Another number of records is worth a note, once, and no error.
  await all(opened);
  deepStrictEqual(options.notes, [`"${csv}" has 1 records, the published file has 3`]);
  deepStrictEqual(opened.notes, options.notes);
  strictEqual(b.server.requests.length, 0);
  await rejects(openRecords(wanted, { ...b.options(), file: join(b.folder, "none.csv") }), {
    kind: "missing",
    message: `Cannot read "${join(b.folder, "none.csv")}": there is no such file`,
  });
});

/** Turns `;` into `,`, as a stand-in for a benchmark's own repair. */
function repair(text: string) {
  const mended = text.replaceAll(";", ",");
  return { text: mended, notes: mended === text ? [] : ["semicolons became commas"] };
}

Deno.test("openRecords() repairs text of the source's own format, and says so", async () => {
  await using b = await dataBench();
  const wanted: Source = source({ format: "csv", path: "x.csv", repair, records: 1 });
  const text = "id;answer\ninv-1;4\n";
  const write = async (name: string, content: string) => {
    const file = join(b.folder, name);
    await Deno.writeTextFile(file, content);
    return { ...b.options(), file };
  };
  const broken = await write("broken.csv", text);
  const opened = await openRecords(wanted, broken);
  // Known before the first record is read, and of the file as it was.
  deepStrictEqual(opened.notes, ["semicolons became commas"]);
  strictEqual(opened.sha256, sha256(text));
  const records = (await all(opened)).map((row) => row.record);
  deepStrictEqual(records, [{ id: "inv-1", answer: "4" }]);
  deepStrictEqual(broken.notes, ["semicolons became commas"]);

  const whole = await write("whole.csv", "id,answer\ninv-1,4\n");
  await all(await openRecords(wanted, whole));
  deepStrictEqual(whole.notes, []);

  const other = await write("other.jsonl", '{"id":"a;b"}\n');
  const [row] = await all(await openRecords(wanted, other));
  deepStrictEqual([row?.record, other.notes], [{ id: "a;b" }, []]);
});

Deno.test("openRecords() reads a file in a published archive, or in the user's own", async () => {
  await using b = await dataBench();
  const archive = await zippedAll({ "set/test.jsonl": TEXT });
  b.server.change(REPO, { refs: { main: COMMIT_1 }, files: { "all.zip": archive } });
  const md5 = createHash("md5").update(archive).digest("hex");
  const wanted = source({ path: "all.zip", entry: "set/test.jsonl", md5, records: 3 });
  const published = await openRecords(wanted, b.options());
  deepStrictEqual(await all(published), rows);
  strictEqual(published.sha256, createHash("sha256").update(archive).digest("hex"));
  await rejects(openRecords({ ...wanted, md5: "0".repeat(32) }, b.options()), {
    kind: "changed",
    message: new RegExp(`wanted md5 0{32}, found ${md5}: download it again`),
  });

  const own = { ...b.options(), file: join(b.folder, "own.zip") };
  await Deno.writeFile(own.file, await zippedAll({ "other.jsonl": TEXT }));
  // A source that is no archive does not say which file: there is only one.
  deepStrictEqual(await all(await openRecords(source(), own)), rows);
  await rejects(all(await openRecords(wanted, own)), {
    kind: "missing",
    message: `Cannot read "set/test.jsonl" in "${own.file}": the archive has no such file, it ` +
      'holds "other.jsonl"',
  });
  const plain = { ...b.options(), file: join(b.folder, "own.jsonl") };
  await Deno.writeTextFile(plain.file, TEXT);
  deepStrictEqual(await all(await openRecords(wanted, plain)), rows);
});

/** Joins questions and answers of an archive, as a stand-in for a benchmark's own assembly. */
async function assemble(read: (entry: string) => Promise<string>) {
  const questions = (await read("q.txt")).split("\n");
  const answers = (await read("a.txt")).split("\n");
  if (answers.length < questions.length) throw new RecordError("a.txt", "longer", "2 lines");
  return questions.map((question, at) => ({ question, answer: answers[at] ?? "" }));
}

Deno.test("openRecords() puts records together from several files of an archive", async () => {
  await using b = await dataBench();
  const file = join(b.folder, "own.zip");
  const wanted = source({ assemble, path: "data.zip" });
  const open = async (files: Readonly<Record<string, string>>) => {
    await Deno.writeFile(file, await zippedAll(files));
    return await openRecords(wanted, { ...b.options(), file });
  };
  const opened = await open({ "q.txt": "1+1\n2+2", "a.txt": "2\n4", "other.txt": "" });
  strictEqual(opened.count, null);
  deepStrictEqual(await all(opened), [
    { record: { question: "1+1", answer: "2" }, row: 1 },
    { record: { question: "2+2", answer: "4" }, row: 2 },
  ]);
  await rejects(all(await open({ "q.txt": "1+1" })), {
    kind: "missing",
    message: new RegExp(`Cannot read "a.txt" in ".*own.zip": the archive has no such file`),
  });
  await rejects(all(await open({ "q.txt": "1\n2\n3", "a.txt": "1\n2" })), {
    kind: "changed",
    column: "a.txt",
    message: `Cannot read "${file}": "a.txt" must be longer: current value is 2 lines`,
  });
  const plain = join(b.folder, "own.jsonl");
  await Deno.writeTextFile(plain, TEXT);
  deepStrictEqual(await all(await openRecords(wanted, { ...b.options(), file: plain })), rows);
});

Deno.test("openRecords() gives the records that a source chooses, in its order", async () => {
  await using b = await dataBench();
  const wanted = source({ choose: (records) => [records.length - 1, 0], records: 3 });
  const opened = await openRecords(wanted, b.options());
  strictEqual(opened.count, null);
  deepStrictEqual(await all(opened), [rows[2], rows[0]]);
  await rejects(all(await openRecords({ ...wanted, records: 4 }, b.options())), {
    kind: "changed",
    message: /wanted 4 records, found 3/,
  });
});

Deno.test("openRecords() gives the records that another file lists", async () => {
  await using b = await dataBench();
  const small = JSON.stringify(ROWS);
  const list = source({ path: "small.json", format: "json", sha256: sha256(small) });
  const wanted = source({
    records: 3,
    listed: {
      source: list,
      choose(records, entries) {
        if (entries.length !== 3) throw new RangeError(`wanted 3 entries, found ${entries.length}`);
        return [records.length - 1, 0];
      },
    },
  });
  const opened = await openRecords(wanted, b.options());
  strictEqual(opened.count, null);
  deepStrictEqual(await all(opened), [rows[2], rows[0]]);
  // The list stays the published one where the records are the user's own.
  const own = join(b.folder, "own.jsonl");
  await Deno.writeTextFile(own, TEXT);
  deepStrictEqual(await all(await openRecords(wanted, { ...b.options(), file: own })), [
    rows[2],
    rows[0],
  ]);
  const odd = { ...list, sha256: "0".repeat(64) };
  await using fresh = await dataBench();
  const changed = { ...wanted, listed: { ...wanted.listed!, source: odd } };
  await rejects(all(await openRecords(changed, fresh.options())), { name: "DatasetError" });
  const refusing = {
    ...wanted,
    listed: {
      source: list,
      choose: () => {
        throw new RangeError("it is not the list");
      },
    },
  };
  await rejects(all(await openRecords(refusing, b.options())), {
    kind: "changed",
    message: /it is not the list/,
  });
});

Deno.test("fileFormat() goes by the extension", () => {
  const cases: [string, ReturnType<typeof fileFormat>][] = [
    ["a.jsonl", "jsonl"],
    ["/x.csv/a.JSON", "json"],
    ["a.b.csv", "csv"],
    ["a.tsv", "tsv"],
    ["a.Parquet", "parquet"],
    ["a.zip", "zip"],
    ["a.txt", null],
    ["jsonl", null],
    ["a.constructor", null],
    ["", null],
  ];
  for (const [path, wanted] of cases) strictEqual(fileFormat(path), wanted, path);
});

/** Files published for the benchmarks, outside of this repository. */
const SHARED = new URL("../../../shared/data/", import.meta.url);
const shared = await Deno.stat(SHARED).then(() => true, () => false);
if (!shared) {
  // Said once, where the tests that are left out would have run.
  await Deno.stdout.write(
    new TextEncoder().encode("runners/data: 2 tests left out as ../shared/data is not here\n"),
  );
}

Deno.test({
  name: "openRecords() reads the published IFBench file",
  ignore: !shared,
  async fn() {
    const folder = await Deno.makeTempDir();
    const opened = await openRecords(
      hub({
        repo: "inv/ifbench",
        revision: "main",
        path: FILE,
        format: "jsonl",
        licence: "ODC-BY",
        records: 300,
      }),
      {
        dataDir: folder,
        env: () => undefined,
        file: decodeURIComponent(new URL("ifbench/IFBench_test.jsonl", SHARED).pathname),
      },
    );
    const read = await all(opened);
    strictEqual(read.length, 300);
    strictEqual(
      opened.sha256,
      "a2bf7b8e7ed11d39c65b4ec781da8b99663ed0121f97033d70fcecb61f8a9d85",
    );
    deepStrictEqual(
      Object.keys(read[0]?.record as object).sort(),
      ["instruction_id_list", "key", "kwargs", "prompt"],
    );
    deepStrictEqual(opened.notes, []);
    await Deno.remove(folder, { recursive: true });
  },
});

Deno.test({
  name: "openRecords() reads the published IMO-AnswerBench files, the malformed one by repair only",
  ignore: !shared,
  async fn() {
    const folder = await Deno.makeTempDir();
    const open = (name: string, changes: Pick<Source, "repair"> = {}) =>
      openRecords(
        { ...url({ url: "http://127.0.0.1/x.csv", format: "csv", licence: "" }), ...changes },
        {
          dataDir: folder,
          env: () => undefined,
          file: decodeURIComponent(new URL(`imo-answer-bench/${name}`, SHARED).pathname),
        },
      );
    const first = await all(await open("answerbench.csv"));
    strictEqual(first.length, 400);
    deepStrictEqual(Object.keys(first[0]?.record as object), [
      "Problem ID",
      "Problem",
      "Short Answer",
      "Category",
      "Subcategory",
      "Source",
    ]);
    await rejects(all(await open("answerbench_v2.csv")), {
      kind: "unreadable",
      message: /row \d+: /,
    });
    const mended = await open("answerbench_v2.csv", {
      repair: (text) => ({ text: text.replaceAll('\n,"', '\n","'), notes: ["closed a quote"] }),
    });
    strictEqual((await all(mended)).length, 400);
    deepStrictEqual(mended.notes, ["closed a quote"]);
    await Deno.remove(folder, { recursive: true });
  },
});
