import assert from "node:assert/strict";
import { oracle } from "../runners/oracle.ts";
import { scienceTasks } from "./fuzz/science_tasks.ts";

Deno.test("doctor --oracle covers every sub-task of the science suites that has a reference reply", async () => {
  const byBenchmark = Map.groupBy(scienceTasks, ({ benchmark }) => benchmark.id);
  const tasks = Object.fromEntries(
    [...byBenchmark].map(([id, found]) => [id, found.map(({ task }) => task.id)]),
  );
  const reports = await Array.fromAsync(
    oracle({ benchmarks: [...byBenchmark.keys()], tasks, dataDir: "", data: {}, demo: true }),
  );
  assert.equal(reports.length, scienceTasks.length);
  for (const report of reports) {
    const name = `${report.benchmark}/${report.task}`;
    const task = scienceTasks.find(({ benchmark, task }) =>
      benchmark.id === report.benchmark && task.id === report.task
    )?.task;
    assert.deepEqual(report.failures, [], name);
    if (task?.noReference !== undefined) assert.equal(report.skipped, task.noReference, name);
    else if (task?.needs.includes("judge")) {
      assert.ok([null, "only a judge decides"].includes(report.skipped), name);
    } else {
      assert.equal(report.skipped, null, name);
      assert.ok(report.withReference > 0, name);
      assert.equal(report.fullMarks, report.withReference, name);
    }
  }
});
