import assert from "node:assert/strict";
import { scoreSamples } from "../runners/score_samples.ts";
import { demoSupport } from "../runners/support.ts";
import { benchmarks } from "./mod.ts";

/** Ids in the order of the report's table. */
const ORDER = [
  "scireasoner",
  "sfe",
  "smolinstruct",
  "matbench",
  "mol-instructions",
  "microvqa",
  "biology-instruction",
  "xlrs-bench",
  "msearth-mcq",
  "mmmu-pro",
  "mmlu-pro",
  "aime-2025",
  "imo-answer-bench",
  "refcoco-avg",
  "ifbench",
  "sarena-icon",
  "livecodebench-v6",
  "gaia-text",
  "tau2-bench",
  "screenspot-v2",
  "scits",
];

Deno.test("benchmarks stand in the order of the report's table, each once", () => {
  const places = benchmarks.map(({ id }) => ORDER.indexOf(id));
  assert.ok(places.every((place) => place >= 0));
  assert.deepEqual(places, [...new Set(places)].sort((a, b) => a - b));
});

for (const benchmark of benchmarks) {
  const tasks = benchmark.tasks(benchmark.options.parse({}));

  Deno.test(`${benchmark.id}: its headline is a number of its default tasks`, () => {
    const { headline } = benchmark;
    const wanted = headline.kind === "metric" ? [headline.task] : headline.tasks;
    for (const id of wanted) {
      const found = tasks.find((task) => task.id === id);
      assert.ok(found?.byDefault, id);
      const metric = headline.kind === "mean"
        ? headline.metrics?.[id] ?? headline.metric
        : headline.kind === "formula"
        ? found.primary
        : headline.metric;
      assert.ok(found.metrics.some((each) => each.id === metric), `${id}: ${metric}`);
    }
  });

  Deno.test(`${benchmark.id}: every task has demo records and builds the same sample twice`, () => {
    for (const task of tasks) {
      assert.ok(task.demo.length > 0, task.id);
      const ids = new Set<string>();
      for (const [index, record] of task.demo.entries()) {
        const support = demoSupport(task);
        const context = {
          index,
          draw: () => 0.5,
          ...(support === undefined ? {} : { support }),
        };
        const sample = task.sample(record, context);
        assert.deepEqual(task.sample(record, context), sample, task.id);
        assert.deepEqual(JSON.parse(JSON.stringify(sample.target)), sample.target, task.id);
        ids.add(sample.id);
      }
      assert.equal(ids.size, task.demo.length, `${task.id}: ids are unique`);
    }
  });
}

Deno.test("reference replies of AIME get full marks from its rule", async () => {
  const aime = benchmarks.find(({ id }) => id === "aime-2025");
  const rule = aime?.tasks(aime.options.parse({})).find(({ id }) => id === "rule");
  assert.ok(rule);
  const { metrics } = await scoreSamples({
    benchmark: "aime-2025",
    task: "rule",
    samples: rule.demo.map((record) => ({ record, response: rule.reference(record) ?? "" })),
  });
  assert.equal(metrics.accuracy, 100);
});
