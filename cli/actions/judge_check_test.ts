import assert from "node:assert/strict";
import { judgePairs } from "../../benchmarks/judge_check/mod.ts";
import { judgeChecks, judgeCheckSchema } from "../../results/judge_check.ts";
import { startSim } from "../../runners/sim/mod.ts";
import { createActions } from "../actions.ts";
import { createProgram } from "../program.ts";
import { type RecordedIo, recordedIo } from "../testing.ts";

async function assay(line: string, io: RecordedIo = recordedIo()): Promise<RecordedIo> {
  const words = line.split(" ").filter((word) => word !== "");
  await createProgram(createActions(io)).parseAsync(words, { from: "user" });
  return io;
}

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "assay_judge_check_" });
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const PAIRS = [
  { question: "1 + 1?", gold: "2", reply: "\\boxed{2}", label: "correct" },
  { question: "1 + 2?", gold: "3", reply: "\\boxed{3}", label: "correct", category: "sums" },
  { question: "2 + 2?", gold: "4", reply: "\\boxed{5}", label: "incorrect", category: "sums" },
  { question: "Is it?", gold: "Yes", reply: "Who knows?", label: "incorrect" },
  // What the label says is not what the simulated judge can see.
  { question: "Half?", gold: "1/2", reply: "\\boxed{0.5}", label: "correct", id: "half" },
];

Deno.test("assay judge-check measures the bundled pairs and keeps what it found", async () => {
  await inFolder(async (runsDir) => {
    await using sim = await startSim();
    const io = await assay(
      `judge-check --judge-model sim --judge-base-url ${sim.url} --runs-dir ${runsDir}`,
    );
    assert.equal(io.code, 0);
    assert.match(io.text.out, /^120 pairs \(bundled\); prompt letter, parser strict/);
    assert.match(io.text.out, /^injected instructions +16 /m);
    assert.match(io.text.out, /^all, replies padded +120 /m);
    assert.match(io.text.out, /^another order turns 0\.0 % \[0\.0, 3\.1\] of verdicts$/m);
    assert.match(io.text.out, /simulated: this says nothing of a model/);
    assert.equal(sim.stats().requests, 3 * judgePairs.length);
    const [kept, ...more] = await judgeChecks(runsDir);
    assert.deepEqual(more, []);
    assert.equal(kept?.judges[0]?.judged, judgePairs.length);
    assert.equal(kept.judges[0]?.falseAccepts.count, 0);
    assert.ok((kept.judges[0]?.kappa ?? 0) > 0.2);
  });
});

Deno.test("assay judge-check compares two judges on pairs of your own", async () => {
  await inFolder(async (runsDir) => {
    await using good = await startSim({ models: ["good"] });
    await using bad = await startSim({ models: ["bad"], judge: { skill: 0, unparsable: 0 } });
    const file = `${runsDir}/pairs.jsonl`;
    await Deno.writeTextFile(file, PAIRS.map((pair) => JSON.stringify(pair)).join("\n"));
    const io = await assay(
      `judge-check --judge-model good --judge-model bad --judge-base-url good=${good.url} ` +
        `--judge-base-url bad=${bad.url} --pairs ${file} --no-sensitivity --json ` +
        `--runs-dir ${runsDir}`,
    );
    const check = judgeCheckSchema.parse(JSON.parse(io.text.out));
    assert.equal(good.stats().requests, PAIRS.length);
    const [first, second] = check.judges;
    assert.deepEqual([first?.accuracy.count, first?.accuracy.of], [4, 5]);
    assert.deepEqual([first?.falseRejects.count, first?.falseRejects.of], [1, 3]);
    assert.deepEqual(first?.mistakes.map(({ id, raw }) => [id, raw]), [["half", "B"]]);
    assert.deepEqual(Object.keys(first?.categories ?? {}), ["uncategorised", "sums"]);
    assert.deepEqual([second?.accuracy.count, second?.falseAccepts.count], [1, 2]);
    assert.equal(first?.padded, null);
    // One is always wrong where the other is right.
    assert.equal(check.agreement?.share, 0);
    assert.ok((check.agreement?.kappa ?? 0) < 0);
    assert.equal(check.pairs.source, file);
  });
});

Deno.test("assay judge-check --dry-run counts and sends nothing", async () => {
  await inFolder(async (runsDir) => {
    await using sim = await startSim();
    const judge = `--judge-model sim --judge-base-url ${sim.url} --runs-dir ${runsDir}`;
    const io = await assay(`judge-check ${judge} --dry-run --json`);
    const plan = JSON.parse(io.text.out);
    assert.deepEqual([plan.pairs, plan.requests], [120, 360]);
    assert.ok(plan.promptTokens > 100_000);
    assert.equal(sim.stats().requests, 0);
    assert.deepEqual(await judgeChecks(runsDir), []);
  });
});

Deno.test("assay judge-check ends with 1 where pairs have no verdict, and counts nonsense as wrong", async () => {
  await inFolder(async (runsDir) => {
    const file = `${runsDir}/pairs.jsonl`;
    await Deno.writeTextFile(file, PAIRS.map((pair) => JSON.stringify(pair)).join("\n"));
    await using failing = await startSim({
      faults: { match: [{ contains: "Who knows?", fault: { kind: "status", status: 422 } }] },
    });
    const flags = (url: string) =>
      `judge-check --judge-model sim --judge-base-url ${url} --pairs ${file} --no-sensitivity ` +
      `--json --runs-dir ${runsDir}`;
    const io = await assay(flags(failing.url));
    assert.equal(io.code, 1);
    const [judge] = judgeCheckSchema.parse(JSON.parse(io.text.out)).judges;
    assert.deepEqual([judge?.judged, judge?.failed], [4, 1]);
    await using nonsense = await startSim({ judge: { unparsable: 1 } });
    const odd = await assay(flags(nonsense.url));
    assert.equal(odd.code, 0);
    const [read] = judgeCheckSchema.parse(JSON.parse(odd.text.out)).judges;
    assert.deepEqual([read?.unparsable, read?.accuracy.count], [5, 2]);
    // Strict asks four times in all before it gives up.
    assert.equal(nonsense.stats().requests, 4 * PAIRS.length);
  });
});

const BAD: readonly (readonly [string, RegExp])[] = [
  [
    '{"question":"?","gold":"1","reply":"1","label":"right"}',
    /row 1: column "label" must be "correct" or "incorrect": current value is "right"$/,
  ],
  [
    '\n{"question":"?","gold":1,"reply":"1","label":"correct"}',
    /row 2: column "gold" must be a text: current value is 1$/,
  ],
  [
    '{"question":"?","reply":"1","label":"correct"}',
    /row 1: column "gold" must be a text: current value is missing$/,
  ],
  ["[1]", /row 1: a pair is a JSON object: current value is \[1\]$/],
  ["{", /row 1: /],
  ["\n", /there is no pair in it$/],
];

for (const [text, sentence] of BAD) {
  Deno.test(`assay judge-check --pairs says what is wrong with ${JSON.stringify(text)}`, async () => {
    await inFolder(async (folder) => {
      const file = `${folder}/pairs.jsonl`;
      await Deno.writeTextFile(file, text);
      const line =
        `judge-check --judge-model j --judge-base-url http://127.0.0.1:9/v1 --pairs ${file}`;
      await assert.rejects(assay(line), (error: Error) => {
        assert.equal(error.name, "DatasetError");
        assert.ok(error.message.startsWith(`Cannot read "${file}"`), error.message);
        assert.match(error.message, sentence);
        return true;
      });
    });
  });
}

Deno.test("assay judge-check wants a judge, and says how to name one", async () => {
  await assert.rejects(assay("judge-check"), /^UsageError: Cannot check a judge as none is named/);
});
