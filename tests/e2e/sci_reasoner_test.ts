import assert from "node:assert/strict";
import { dirname } from "node:path";
import { BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js";
import { demoRecords } from "../../benchmarks/sci_reasoner/demo.ts";
import { subsets } from "../../benchmarks/sci_reasoner/groups.ts";
import { DatasetError } from "../../runners/data/errors.ts";
import { built, open } from "../../runners/prepare.ts";
import { resolveTasks } from "../../runners/tasks.ts";
import { pySample } from "../../scoring/python/random.ts";

/** The published archive's layout with rows of ours, so many of each sub-task. */
async function archive(folder: string, rows: number): Promise<string> {
  const files = new Map<string, unknown[]>();
  for (const subset of subsets) {
    if (subset.folder === undefined) continue;
    const path = `SciReasoner/${subset.folder}/test/data.json`;
    const made = demoRecords(subset);
    const list = files.get(path) ?? [];
    for (let at = 0; at < rows; at++) {
      const record = made[at % made.length] ?? {};
      list.push({ ...record, input: `${at}: ${record.input}` });
    }
    files.set(path, list);
    files.set(`SciReasoner/${subset.folder}/dev/data.json`, [{ input: "Gold.", output: "gold" }]);
  }
  const zip = new ZipWriter(new BlobWriter());
  for (const [path, records] of files) {
    await zip.add(path, new TextReader(JSON.stringify(records)), {
      level: 1,
      useWebWorkers: false,
    });
  }
  const path = `${folder}/SciReasoner.zip`;
  await Deno.writeFile(path, new Uint8Array(await (await zip.close()).arrayBuffer()));
  return path;
}

/** Samples of a sub-task as a run prepares them. */
async function samplesOf(task: string, data: string, set: "mini" | "full" = "mini") {
  const [resolved] = resolveTasks([
    { id: "scireasoner", tasks: [task], options: { set }, data, limit: null, repeats: null },
  ]);
  assert.ok(resolved);
  const context = {
    config: { dataDir: dirname(data), demo: false, seed: 0 },
    env: () => undefined,
    signal: new AbortController().signal,
    onNote: () => {},
  };
  const samples = [];
  for await (const { sample, row } of built(resolved, await open(resolved, context), context)) {
    samples.push({ row, id: sample.id, messages: sample.messages });
  }
  return samples;
}

Deno.test("SciReasoner's mini sets are read from the published archive", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const data = await archive(folder, 200);
    const drawn = pySample(200, 150, 1024).map((place) => place + 1);
    const gue = await samplesOf("Gue_tf-h-0", data);
    assert.deepEqual(gue.map(({ row }) => row), drawn);
    assert.equal(gue[3]?.id, "000003");
    assert.match(String(gue[0]?.messages.at(-1)?.content), new RegExp(`^${(drawn[0] ?? 0) - 1}: `));

    // 200 rows of each property stand in the file of their source: the first 150 of one are asked.
    const gap = await samplesOf("LLM4Mat_MP_Bandgap", data);
    assert.equal(gap.length, 150);
    assert.ok(gap.every(({ row }, at) => row === (gap[0]?.row ?? 0) + at));
    assert.equal((await samplesOf("LLM4Mat_MP_Bandgap", data, "full")).length, 200);

    const [entity] = await samplesOf("mol_instruction_chemical_entity_recognition", data);
    assert.equal(entity?.messages[1]?.content, "Query: Gold.");
    assert.equal((await samplesOf("unconditional_RNA_generation", data)).length, 150);
    assert.equal((await samplesOf("unconditional_molecule_generation", data, "full")).length, 800);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("SciReasoner says when a file is too small for its mini set, where upstream would raise", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const data = await archive(folder, 20);
    await assert.rejects(
      () => samplesOf("Gue_tf-h-0", data),
      (error) => error instanceof DatasetError && /Cannot draw 150 of 20/.test(error.message),
    );
    assert.equal((await samplesOf("Opi_Fold_type_fold_type", data)).length, 20);
    const own = await samplesOf("bio_instruction-emp", data);
    assert.deepEqual(own.map(({ row }) => row), Array.from({ length: 20 }, (_, at) => at + 1));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
