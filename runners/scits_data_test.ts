import assert from "node:assert/strict";
import { join } from "node:path";
import type { Message } from "../scoring/messages.ts";
import { mediaParts } from "../scoring/messages.ts";
import { openMemoryStore } from "../results/store/memory.ts";
import { openMedia } from "./media/open_media.ts";
import { mediaSpeller } from "./media/spell_part.ts";
import { prepareTask } from "./prepare.ts";
import { resolveTasks } from "./tasks.ts";

/** A data set of a few lines, as its files lie in a folder. */
async function written(
  folder: string,
  lines: readonly unknown[],
  files: Readonly<Record<string, string>>,
) {
  for (const [path, text] of Object.entries(files)) {
    await Deno.mkdir(join(folder, path, ".."), { recursive: true });
    await Deno.writeTextFile(join(folder, path), text);
  }
  const path = join(folder, "meta_data.jsonl");
  await Deno.writeTextFile(path, lines.map((line) => JSON.stringify(line)).join("\n"));
  return path;
}

/** What a run keeps of one of its tasks, and what it tells. */
async function prepared(taskId: string, data: string) {
  const dataDir = join(data, "..", "cache");
  const [task] = resolveTasks([{
    id: "scits",
    tasks: [taskId],
    options: {},
    data,
    limit: null,
    repeats: null,
  }]);
  assert.ok(task);
  await using store = openMemoryStore();
  const notes: string[] = [];
  await prepareTask(task, [], {
    config: { dataDir, demo: false, seed: 0 },
    store,
    env: () => undefined,
    signal: new AbortController().signal,
    onNote: (_kind, text) => notes.push(text),
  });
  const samples = await Array.fromAsync(store.samples({ benchmark: "scits", task: taskId }));
  return { samples, notes, dataDir };
}

async function shown(messages: readonly Message[], dataDir: string): Promise<string> {
  using reader = openMedia({ dataDir });
  const speller = mediaSpeller(reader);
  const [part] = mediaParts(messages);
  assert.ok(part);
  return new TextDecoder().decode(await speller.spell(part));
}

Deno.test("SciTS reads series, truths and labels out of a folder", async () => {
  const line = (id: string, at: number, extra: Record<string, unknown>) => ({
    task_id: [id],
    input_text: "?",
    input_ts: { path: `Math-Chaotic-X-Y/raw_input_data/${at}.csv`, fs: 4 },
    ...extra,
  });
  const folder = await Deno.makeTempDir();
  await using _removed = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  const path = await written(folder, [
    line("MAG01", 1, { gt_ts: { path: "Math-Chaotic-X-Y/raw_gt_data/1.csv" } }),
    line("NEG04", 2, { gt_ts: "Math-Chaotic-X-Y/raw_gt_data/1.csv" }),
    line("MAG01", 3, { gt_ts: { path: "Math-Chaotic-X-Y/raw_gt_data/none.csv" } }),
    line("ASU03", 1, { gt_result: { gt_class: { default: "RR" } } }),
    line("ASU03", 9, { gt_result: { gt_class: { default: "EB" } } }),
  ], {
    "Math-Chaotic-X-Y/raw_input_data/1.csv": "1,2\n3,4\n",
    "Math-Chaotic-X-Y/raw_input_data/2.csv": "5\nX\n",
    "Math-Chaotic-X-Y/raw_gt_data/1.csv": "5\n6\n",
  });

  const forecast = await prepared("MAG01", path);
  assert.deepEqual(forecast.samples.map(({ target }) => target), [
    { truth: [[5], [6]], missing: null },
    { truth: [], missing: null },
  ]);
  const [asked, gone] = forecast.samples;
  assert.ok(asked && gone);
  assert.match(
    await shown(asked.messages, forecast.dataDir),
    /2 points, 2 channels, sampling rate 4 Hz\.\\nch1: 1, 3\\nch2: 2, 4$/,
  );
  await assert.rejects(shown(gone.messages, forecast.dataDir), {
    name: "MediaError",
    message: /none\.csv/,
  });
  assert.ok(
    forecast.notes.includes('scits/MAG01: folder "Math-Chaotic-X-Y" (2)'),
    String(forecast.notes),
  );

  const filling = await prepared("NEG04", path);
  assert.deepEqual(filling.samples[0]?.target, { truth: [[5], [6]], missing: [[false], [true]] });

  const labels = await prepared("ASU03", path);
  assert.deepEqual(labels.samples.map(({ target }) => target), [
    { gold: { default: "RR" }, labels: { default: ["eb", "rr"] } },
    { gold: { default: "EB" }, labels: { default: ["eb", "rr"] } },
  ]);
  await assert.rejects(shown(labels.samples[1]?.messages ?? [], labels.dataDir), {
    name: "MediaError",
  });
});
