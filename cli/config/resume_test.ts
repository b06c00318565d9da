import assert from "node:assert/strict";
import { UsageError } from "../errors.ts";
import { catalog, runFlags } from "../testing.ts";
import { parseConfig } from "./load.ts";
import { resolveRun } from "./resolve.ts";
import { departFrom } from "./resume.ts";

async function keptRun(line: string) {
  return (await resolveRun(await runFlags(line), null, "r1", catalog)).config;
}

const one = "-b echo -u http://127.0.0.1:1/v1 -m m --mode both";
const judged = `${one} --judge-model j --judge-base-url http://127.0.0.1:2/v1`;

Deno.test("departFrom() changes nothing without flags", async () => {
  const kept = await keptRun(judged);
  assert.deepEqual(await departFrom(kept, {}, null), kept);
});

Deno.test("departFrom() moves the one model of a run, in each of its modes", async () => {
  const flags = {
    baseUrl: ["http://127.0.0.1:9", "http://127.0.0.1:10/v1/"],
    apiKeyEnv: "KEY",
    concurrency: 4,
  };
  const { columns } = await departFrom(await keptRun(one), flags, null);
  assert.equal(columns.length, 2);
  for (const { endpoint } of columns) {
    assert.deepEqual(endpoint.baseUrls, ["http://127.0.0.1:9/v1", "http://127.0.0.1:10/v1"]);
    assert.equal(endpoint.apiKeyEnv, "KEY");
    assert.equal(endpoint.concurrency, 4);
  }
});

Deno.test("departFrom() does not guess which of several models has moved", async () => {
  const kept = await keptRun(`${one} -m n`);
  await assert.rejects(
    departFrom(kept, { baseUrl: ["http://127.0.0.1:9/v1"] }, null),
    new UsageError(
      "Cannot use --base-url as the run has several models (m, n): it must be clear which one has moved",
    ),
  );
});

Deno.test("departFrom() gives a run the judge that it lacked", async () => {
  const flags = { judgeModel: ["g"], judgeBaseUrl: ["http://127.0.0.1:3/v1"] };
  const { judge } = await departFrom(await keptRun(one), flags, null);
  assert.equal(judge?.endpoint.model, "g");
});

Deno.test("departFrom() takes a judge of the configuration file where the run had none", async () => {
  const text = JSON.stringify({ judges: [{ label: "g", baseUrl: "http://127.0.0.1:3/v1" }] });
  const file = { path: "assay.json", config: await parseConfig(text, "assay.json") };
  assert.equal((await departFrom(await keptRun(one), {}, file)).judge?.endpoint.label, "g");
  // A run that had one keeps it: verdicts of two judges do not mix by accident.
  assert.equal(
    (await departFrom(await keptRun(judged), {}, file)).judge?.endpoint.label,
    "judge:j",
  );
});

Deno.test("departFrom() moves the judge", async () => {
  const { judge } = await departFrom(
    await keptRun(judged),
    { judgeBaseUrl: ["http://127.0.0.1:4/v1"], judgeConcurrency: 2 },
    null,
  );
  assert.deepEqual(judge?.endpoint.baseUrls, ["http://127.0.0.1:4/v1"]);
  assert.equal(judge?.endpoint.concurrency, 2);
});

Deno.test("departFrom() keeps who graded before, so that their verdicts stay good", async () => {
  const kept = await keptRun(judged);
  const flags = { judgeModel: ["g", "h"], judgeBaseUrl: ["http://127.0.0.1:3/v1"] };
  const config = await departFrom(kept, flags, null);
  assert.equal(config.judge?.endpoint.model, "g");
  assert.deepEqual(config.panel?.map(({ endpoint }) => endpoint.model), ["h"]);
  assert.deepEqual(
    config.formerJudges?.map((panel) => panel.map(({ endpoint }) => endpoint.label)),
    [["judge:j"]],
  );
  // The same judges again, elsewhere, take nobody's place.
  const again = await departFrom(config, { judgeBaseUrl: ["h=http://127.0.0.1:4/v1"] }, null);
  assert.equal(again.formerJudges?.length, 1);
  assert.deepEqual(again.judge?.endpoint.baseUrls, ["http://127.0.0.1:3/v1"]);
  assert.deepEqual(again.panel?.[0]?.endpoint.baseUrls, ["http://127.0.0.1:4/v1"]);
});
