import assert from "node:assert/strict";
import type { Run, RunEvent } from "../runners/run_types.ts";
import type { RunSummary } from "../results/types.ts";
import { exitCodeOf } from "./board.ts";
import { follow } from "./follow.ts";
import { recordedIo } from "./testing.ts";

function summary(status: RunSummary["status"], scored: number, unscored: number): RunSummary {
  const tally = {
    planned: scored + unscored,
    scored,
    unscored,
    reasons: { "request-failed": 0, "not-asked": unscored },
  };
  return {
    runId: "r1",
    status,
    columns: [],
    cells: [{ tally, tasks: [{ tally }] }],
    manifest: {},
  } as unknown as RunSummary;
}

function runOf(events: readonly RunEvent[], end: RunSummary | Error): Run {
  const result = end instanceof Error ? Promise.reject(end) : Promise.resolve(end);
  result.catch(() => {});
  return {
    async *[Symbol.asyncIterator]() {
      for (const event of events) yield await Promise.resolve(event);
    },
    result,
  };
}

const options = { runId: "r1", currency: null, resume: "deno task resume r1" };
const started: RunEvent = { type: "started", runId: "r1", folder: "runs/r1", planned: 1_000 };

Deno.test("follow() says on standard error what runs and what happened", async () => {
  const io = recordedIo();
  const note: RunEvent = { type: "note", kind: "dialect", text: "speaks \x1b[1mvllm" };
  await follow(runOf([started, note], summary("finished", 1_000, 0)), options, io);
  assert.equal(io.text.out, "");
  assert.equal(io.text.err, 'Run "r1" in runs/r1: 1,000 asks\nspeaks [1mvllm\n');
});

Deno.test("follow() says how to go on with an interrupted run", async () => {
  const io = recordedIo();
  await follow(runOf([started], summary("interrupted", 400, 600)), options, io);
  assert.match(
    io.text.err,
    /400 of 1,000 asks are scored and kept \(600 not-asked\); go on with: deno task resume r1\n$/,
  );
});

Deno.test("follow() says how to go on with a run that something stopped", async () => {
  const io = recordedIo();
  await assert.rejects(follow(runOf([started], new Error("no server")), options, io), /no server/);
  assert.match(io.text.err, /What is finished is kept; go on with: deno task resume r1\n$/);
});

Deno.test("follow() says nothing of going on where nothing began", async () => {
  const io = recordedIo();
  await assert.rejects(follow(runOf([], new Error("no server")), options, io), /no server/);
  assert.equal(io.text.err, "");
});

const codes: readonly (readonly [summary: RunSummary, code: number])[] = [
  [summary("finished", 10, 0), 0],
  [summary("finished", 9, 1), 1],
  [summary("incomplete", 9, 0), 1],
  [summary("interrupted", 9, 1), 130],
];

for (const [run, code] of codes) {
  Deno.test(`exitCodeOf() is ${code} for ${run.status}, ${run.cells[0]?.tally.unscored} unscored`, () => {
    assert.equal(exitCodeOf(run), code);
  });
}
