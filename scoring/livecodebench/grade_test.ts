import assert from "node:assert/strict";
import type { SandboxJob, SandboxResult } from "../types.ts";
import { gradeSolution, type Solution } from "./grade.ts";
import { inWindow, passAtEach } from "./metrics.ts";

const solution: Solution = {
  code: "print(input())",
  tests: [{ input: "1", output: "1" }, { input: "2", output: "2" }],
  functionName: null,
  profile: "official",
  lenientStdin: false,
};

/** A sandbox that says what it is told to; `#` stands for the job's nonce. */
function saying(...runs: readonly Partial<SandboxResult>[]) {
  const jobs: SandboxJob[] = [];
  return {
    jobs,
    run(job: SandboxJob): Promise<SandboxResult> {
      const given = runs[jobs.length] ?? {};
      jobs.push(job);
      const { nonce } = JSON.parse(job.stdin) as { readonly nonce: string };
      const stdout = (given.stdout ?? "").replaceAll("#", nonce);
      return Promise.resolve({
        status: "exited",
        code: 0,
        stderr: "",
        wallMs: 1,
        ...given,
        stdout,
      });
    },
  };
}

const ok = (i: number, out: string) => `#{"s":"ok","i":${i},"out":"${out}"}\n`;

/** What came out of the sandbox and what is made of it. */
const RUNS: readonly (readonly [
  name: string,
  run: Partial<SandboxResult>,
  results: readonly (boolean | number)[],
  errorCode: number | null,
])[] = [
  ["all right", { stdout: ok(0, "1") + ok(1, "2") }, [true, true], null],
  ["the second wrong", { stdout: ok(0, "1") + ok(1, "1") }, [true, -2], -2],
  ["ends after the first wrong", { stdout: ok(0, "9") + ok(1, "2") }, [-2], -2],
  ["a runtime error", { stdout: ok(0, "1") + '#{"s":"error","i":1,"why":"x"}\n' }, [true, -4], -4],
  ["a compile error", { stdout: '#{"s":"compile","why":"x"}\n' }, [-4], -4],
  ["an exit in between", { stdout: ok(0, "1"), code: 0 }, [-2], -5],
  ["a kill", { status: "killed", code: 137, stdout: ok(0, "1") }, [-2], -5],
  ["too much output", { status: "output-limit", code: null }, [-2], -5],
  [
    "a verdict without the nonce",
    { stdout: '{"s":"ok","i":0,"out":"1"}\n{"s":"done"}\n' },
    [-2],
    -5,
  ],
  ["a verdict under another nonce", { stdout: `${"0".repeat(64)}{"s":"ok","i":0,"out":"1"}\n` }, [
    -2,
  ], -5],
  ["half a line, then its own", { stdout: `junk${ok(0, "1")}${ok(0, "1")}${ok(1, "2")}` }, [
    true,
    true,
  ], null],
  [
    "an answer to a test twice",
    { stdout: ok(0, "1") + ok(0, "2") + ok(1, "2") },
    [true, true],
    null,
  ],
  ["a test left out", { stdout: ok(1, "2") }, [-2], -5],
  [
    "right answers, then killed",
    {
      status: "timed-out",
      code: null,
      stdout: ok(0, "1") + ok(1, "2"),
      wasAlone: true,
    },
    [-1, -1],
    -1,
  ],
];

for (const [name, run, results, errorCode] of RUNS) {
  Deno.test(`gradeSolution() of a run with ${name}`, async () => {
    const grade = await gradeSolution(solution, saying(run));
    assert.deepEqual(grade.results, results);
    assert.equal(grade.errorCode, errorCode);
    assert.equal(grade.passed, errorCode === null);
  });
}

Deno.test("gradeSolution() sends no expected output into the sandbox", async () => {
  const secret = "expected-0fe1";
  const sandbox = saying({});
  await gradeSolution({ ...solution, tests: [{ input: "in", output: secret }] }, sandbox);
  assert.ok(!JSON.stringify(sandbox.jobs).includes(secret));
});

Deno.test("gradeSolution() runs again, alone, what failed by time only and in company", async () => {
  const late = '#{"s":"time","i":0,"why":"TimeoutException()"}\n';
  const sandbox = saying({ stdout: late, wasAlone: false }, { stdout: ok(0, "1") + ok(1, "2") });
  assert.equal((await gradeSolution(solution, sandbox)).passed, true);
  assert.deepEqual(sandbox.jobs.map(({ alone }) => alone === true), [false, true]);
  const alone = saying({ stdout: late, wasAlone: true });
  assert.equal((await gradeSolution(solution, alone)).late, true);
  assert.equal(alone.jobs.length, 1);
});

Deno.test("gradeSolution() does not start the sandbox for no code", async () => {
  const sandbox = saying();
  const grade = await gradeSolution({ ...solution, code: "" }, sandbox);
  assert.deepEqual([grade.passed, sandbox.jobs.length], [false, 0]);
});

Deno.test("gradeSolution() blames a missing numpy on the sandbox", async () => {
  const why = `ModuleNotFoundError(\\"No module named 'numpy'\\")`;
  const sandbox = saying({ stdout: `#{"s":"error","i":0,"why":"${why}"}\n` });
  await assert.rejects(gradeSolution(solution, sandbox), /numpy/);
});

Deno.test("inWindow() takes a day for its midnight", () => {
  const window = { from: "2025-02-01", to: "2025-04-05" };
  const wanted = {
    "2025-01-31T23:59:59": false,
    "2025-02-01T00:00:00": true,
    "2025-04-05T00:00:00": true,
    "2025-04-05T18:30:00": false,
  };
  for (const [date, inside] of Object.entries(wanted)) assert.equal(inWindow(date, window), inside);
  assert.equal(inWindow("1999-01-01T00:00:00", {}), true);
});

Deno.test("passAtEach() goes up to the smallest number of samples", () => {
  assert.deepEqual(passAtEach([[true, false], [false, false, true]]), {
    "pass@1": (100 * (1 / 2 + 1 / 3)) / 2,
    "pass@2": (100 * (1 + 2 / 3)) / 2,
  });
  assert.deepEqual(passAtEach([]), {});
});
