import assert from "node:assert/strict";
import { mediaParts } from "../../scoring/messages.ts";
import { inlineMedia } from "../../scoring/picture/drawn.ts";
import { reduceMetrics } from "../../scoring/metrics/reduce.ts";
import type { Scored } from "../../scoring/types.ts";
import type { Json } from "../../scoring/json.ts";
import { scits } from "./mod.ts";
import { tasksOf } from "./record.ts";
import { reportedTasks } from "./tasks.ts";

const series = inlineMedia(new TextEncoder().encode("1\n2\n"), "text/csv") as unknown as Json;

function taskOf(id: string, options: Record<string, Json> = {}) {
  const found = scits.tasks(scits.options.parse(options)).find((task) => task.id === id);
  assert.ok(found, id);
  return found;
}

const record = (extra: Record<string, unknown>) => ({
  task_id: ["X"],
  input_text: "What is it?",
  input_ts: { path: "A-B_C-D-E/1.csv", fs: 100, channel_detail: ["a"] },
  _series: series,
  ...extra,
});
const context = { index: 3, draw: () => 0 };

Deno.test("scits asks the report's nine tasks unless told otherwise", () => {
  const ids = (set: string) =>
    scits.tasks(scits.options.parse({ set })).filter((task) => task.byDefault).map(({ id }) => id);
  assert.deepEqual(ids("report").sort(), [...reportedTasks].sort());
  assert.equal(ids("understanding").length, 24);
  assert.equal(ids("all").length, 41);
  assert.equal(scits.tasks(scits.options.parse({})).length, 43);
});

Deno.test("scits takes the lines of a task, whose ids are a text or a list", () => {
  const { source } = taskOf("ASG02");
  const where = source.subset?.where;
  assert.ok(where !== undefined);
  assert.ok(where({ task_id: ["ASU01", "ASG02"] }) && where({ task_id: "ASG02" }));
  assert.ok(!where({ task_id: ["ASU01"] }) && !where({}) && !where(null));
  assert.deepEqual(tasksOf({ task_id: 3 }), []);
});

Deno.test("scits sends a series in each of its carriers", () => {
  const parts = (
    id: string,
    options: Record<string, Json>,
    extra: Record<string, unknown> = {},
  ) => {
    const gold = { gt_result: { gt_class: { default: "x" } }, _gt_values: [[1]] };
    const { messages } = taskOf(id, options).sample(record({ ...gold, ...extra }), context);
    return messages[0]?.content as unknown[];
  };
  const kind = (part: unknown) => {
    const { type, carrier } = part as { type: string; carrier?: { kind: string } };
    return carrier?.kind ?? type;
  };
  const carrier = (part: unknown) => (part as { carrier: unknown }).carrier;
  assert.deepEqual(parts("ASU03", {}).map(kind), ["text", "ts-text/1"]);
  assert.deepEqual(parts("ASU03", {})[0], { type: "text", text: "What is it?\n\n" });
  assert.deepEqual(
    parts("ASU03", { carrier: "image" }).map(kind),
    ["ts-plot/1", "text", "ts-caption/1"],
  );
  assert.deepEqual(parts("ASU03", { carrier: "native" }).map(kind), ["text", "native"]);
  for (
    const [id, view] of [["ASU03", "spread"], ["MAG01", "last"], ["NEG04", "whole"]] as const
  ) {
    const shown = parts(id, { maxValues: 9 }, { _input_values: [[1]] })[1];
    assert.deepEqual(carrier(shown), { kind: "ts-text/1", maxValues: 9, view });
    const whole = parts(id, { overflow: "fail" }, { _input_values: [[1]] })[1];
    assert.equal((carrier(whole) as { view: string }).view, "whole");
  }
  assert.equal(parts("ENG01", {}) as unknown, "What is it?");
});

Deno.test("scits brings sounds to another rate, and nothing else", () => {
  const rateOf = (mediaType: string, audioRate: string) => {
    const { messages } = taskOf("MFU03", { audioRate }).sample(
      record({
        dataset_name: "MIMII Due",
        gt_result: { contain: true },
        _series: { ...series as object, mediaType },
      }),
      context,
    );
    const [part] = mediaParts(messages);
    assert.ok(part?.type === "series");
    return [part.format, part.rate, part.resampleTo ?? null];
  };
  assert.deepEqual(rateOf("audio/flac", "22050"), ["flac", 22_050, 22_050]);
  assert.deepEqual(rateOf("audio/flac", "native"), ["flac", 100, null]);
  assert.deepEqual(rateOf("text/csv", "22050"), ["csv", 100, null]);
});

Deno.test("scits does not ask what it cannot score or has no series of", () => {
  const missingOf = (id: string, extra: Record<string, unknown>) => {
    const { messages } = taskOf(id).sample(record(extra), context);
    return mediaParts(messages).map((part) =>
      part.type === "series" && "missing" in part.series ? part.series.missing : null
    );
  };
  const gone = { missing: 'There is no "ETT/1.csv"' };
  assert.deepEqual(missingOf("MAG01", { _gt_values: gone }), [gone.missing]);
  assert.deepEqual(missingOf("MAG01", { _gt_values: [[1], [null]] }), ["the true series has gaps"]);
  assert.deepEqual(missingOf("ENG01", { _gt_values: gone }), [gone.missing]);
  assert.deepEqual(missingOf("NEG04", { _gt_values: [[1]], _input_values: gone }), [gone.missing]);
  assert.deepEqual(missingOf("BIU01", { _series: gone, gt_result: {} }), [gone.missing]);
  assert.deepEqual(missingOf("MAG01", { _gt_values: [[1]] }), [null]);
  const strange = { ...series as object, mediaType: "image/png" };
  assert.match(String(missingOf("BIU01", { _series: strange, gt_result: {} })), /type image\/png/);
});

Deno.test("scits finds the data set whose words decide by record, folder or task", () => {
  const dataset = (
    id: string,
    extra: Record<string, unknown>,
  ) => (taskOf(id).sample(record({ gt_result: { contain: true, p: 7 }, ...extra }), context)
    .target as { dataset: string; times: unknown });
  assert.equal(dataset("PHU04", { dataset_name: "TS_MQA" }).dataset, "TS_MQA");
  const folder = { input_ts: "Manufacturing-MIMII_Due-Machine-Anomaly/raw_input_data/1.wav" };
  assert.equal(dataset("MFU03", folder).dataset, "MIMII Due");
  assert.equal(dataset("MEU01", { dataset_name: "TIMECAP rainfall" }).dataset, "TIMECAP");
  assert.deepEqual(dataset("EAU01", {}).times, [7]);
  assert.equal(dataset("NEU01", {}).times, null);
  assert.throws(() => dataset("MEU01", { dataset_name: "other" }), {
    name: "RecordError",
    message: /must be a data set of SciTS: current value is "other"/,
  });
});

Deno.test("scits looks for the labels of all records, and of several questions for its own", () => {
  const gold = (first: string, second: string) => ({
    gt_result: { gt_class: { type: first, size: second } },
  });
  const task = taskOf("MFU02");
  const support = [gold("ball", "7"), gold("inner", "14")].map((extra) =>
    task.support?.check(record(extra))
  );
  const { target } = task.sample(record(gold("ball", "7")), { ...context, support });
  assert.deepEqual(target, { gold: { size: "7" }, labels: { size: ["14", "7"] } });
});

Deno.test("a record without the field of its table counts nowhere", async () => {
  const task = taskOf("ASU03");
  const rows = [{ gt_result: { gt_class: { default: "RR" } } }, { gt_result: { answer: "A" } }];
  const support = rows.map((row) => task.support?.check(record(row)));
  const items = await Promise.all(rows.map(async (row, index) => {
    const { target } = task.sample(record(row), { index, draw: () => 0, support });
    const verdict = await task.score(
      { text: "RR", raw: "RR", truncated: false, target, judged: [] },
      {},
    ) as Scored;
    return { sampleId: String(index), repeat: 0, groups: {}, ...verdict };
  }));
  const numbers = reduceMetrics(task.metrics, items);
  assert.deepEqual([numbers.F1, numbers.accuracy], [100, 1]);
});

Deno.test("every task's reference gets full marks for its self-written records", async () => {
  for (const task of scits.tasks(scits.options.parse({ set: "all" }))) {
    const support = task.support?.demo.map((row) => task.support?.check(row));
    for (const [index, row] of task.demo.entries()) {
      const { target, messages } = task.sample(row, {
        index,
        draw: () => 0,
        ...(support === undefined ? {} : { support }),
      });
      assert.ok(mediaParts(messages).every((part) => part.type === "series"), task.id);
      const text = task.reference(row) ?? "";
      const verdict = await task.score(
        { text, raw: text, truncated: false, target, judged: [] },
        {},
      ) as Scored;
      assert.equal(verdict.outcome, "correct", `${task.id}: ${text}`);
    }
  }
});
