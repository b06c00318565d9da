import assert from "node:assert/strict";
import { gradeSolution, type Solution } from "../../scoring/livecodebench/grade.ts";
import { pythonSandbox, SandboxMissingError } from "../tools/python/sandbox.ts";
import { livecodebenchVector } from "./livecodebench_v6.ts";

/** Solutions that want to pass without solving: what they print or return is never right. */
const CHEATS: Readonly<Record<string, string>> = {
  "prints fake verdicts": `
import os, sys
for fd in range(1, 64):
    try:
        os.write(fd, b'\\n{"s":"ok","i":0,"out":"5"}\\n{"s":"done"}\\n')
    except OSError:
        pass`,
  "takes the nonce out of the driver's frames": `
import sys, json, os
frame = sys._getframe()
while frame is not None:
    if "nonce" in frame.f_locals:
        nonce, fd = frame.f_locals["nonce"], frame.f_locals["out"]
        for index in range(3):
            os.write(fd, (nonce + json.dumps({"s": "ok", "i": index, "passed": True, "tree": ["b", 1, 1]}) + "\\n").encode())
        os.write(fd, (nonce + json.dumps({"s": "done"}) + "\\n").encode())
    frame = frame.f_back
os._exit(0)`,
  "looks for the expected output in all objects": `
import gc, sys
for thing in gc.get_objects():
    if isinstance(thing, dict) and "inputs" in thing:
        for key, value in list(thing.items()):
            if key in ("outputs", "expected", "output", "tests"):
                print(value)`,
  "looks for the expected output in the driver's frames": `
import sys
frame, text = sys._getframe(), ""
while frame is not None:
    text += repr(frame.f_locals)
    frame = frame.f_back
print("right" if "expected-7d1c" in text else "wrong")`,
  "replaces sys.stdout": `
import sys
class Fake:
    def write(self, text): pass
    def getvalue(self): return Always()
    def flush(self): pass
class Always(str):
    def __eq__(self, other): return True
    def __hash__(self): return 0
sys.stdout = Fake()
print("x")`,
  "replaces json and comparison": `
import json, builtins, operator
json.dumps = lambda *a, **k: '{"s":"ok","i":0,"out":"expected-7d1c"}'
json.loads = lambda *a, **k: True
operator.eq = lambda *a: True
builtins.isinstance = lambda *a: True
print("x")`,
  "exits with 0": "import os\nos._exit(0)",
  "raises SystemExit": "raise SystemExit(0)",
  "ends itself by a signal": "import signal\nsignal.raise_signal(signal.SIGKILL)",
  "returns nothing": "pass",
};

/** The same for functional problems. */
const LYING_RESULTS: Readonly<Record<string, string>> = {
  "equals everything": `
class Solution:
    def f(self, x):
        class Always:
            def __eq__(self, other): return True
            def __ne__(self, other): return False
        return Always()`,
  "an int that equals everything": `
class Solution:
    def f(self, x):
        class Always(int):
            def __eq__(self, other): return True
            def __hash__(self): return 0
            def __format__(self, spec): return "7"
            def __str__(self): return "7"
        return Always(1)`,
  "a list that equals everything": `
class Solution:
    def f(self, x):
        class Always(list):
            def __eq__(self, other): return True
            def __len__(self): return 1
            def __iter__(self): return iter([7])
        return Always()`,
  "names itself numpy": `
class Solution:
    def f(self, x):
        class Always:
            __module__ = "numpy"
            ndim = 0
            def item(self): raise SystemExit
            def __eq__(self, other): return True
        return Always()`,
  "contains itself":
    "class Solution:\n    def f(self, x):\n        a = []\n        a.append(a)\n        return a",
};

async function problem(): Promise<string | null> {
  await using sandbox = pythonSandbox();
  try {
    await sandbox.start();
    return null;
  } catch (cause) {
    if (cause instanceof SandboxMissingError) return cause.message;
    throw cause;
  }
}

const reason = await problem();
if (reason !== null) {
  const line = `LEFT OUT: solutions that cheat: ${reason}\n`;
  Deno.stderr.writeSync(new TextEncoder().encode(line));
}

const stdin: Omit<Solution, "code"> = {
  tests: [{ input: "1\n", output: "expected-7d1c" }, { input: "2\n", output: "right" }],
  functionName: null,
  profile: "official",
  lenientStdin: false,
};
const functional: Omit<Solution, "code"> = {
  ...stdin,
  tests: [{ input: "1", output: "7" }],
  functionName: "f",
};

Deno.test({
  name: "solutions that cheat do not pass, in either profile",
  ignore: reason !== null,
  async fn(t) {
    await using sandbox = pythonSandbox();
    const table = [
      ...Object.entries(CHEATS).map(([name, code]) => [name, code, stdin] as const),
      ...Object.entries(LYING_RESULTS).map(([name, code]) => [name, code, functional] as const),
    ];
    for (const [name, code, solution] of table) {
      await t.step(name, async () => {
        for (const profile of ["official", "opencompass"] as const) {
          const grade = await gradeSolution({ ...solution, profile, code }, sandbox);
          assert.equal(grade.passed, false, `${profile}: ${JSON.stringify(grade)}`);
        }
      });
    }
  },
});

Deno.test({
  name: "lenient standard input can be iterated, the official one cannot",
  ignore: reason !== null,
  async fn() {
    await using sandbox = pythonSandbox();
    const code = "import sys\nprint(sum(int(line) for line in sys.stdin))";
    const solution = { ...stdin, code, tests: [{ input: "1\n2\n", output: "3" }] };
    assert.equal((await gradeSolution(solution, sandbox)).errorCode, -4);
    assert.equal((await gradeSolution({ ...solution, lenientStdin: true }, sandbox)).passed, true);
  },
});

Deno.test({
  name: "a solution that stops the driver's clock is ended from outside",
  ignore: reason !== null,
  async fn() {
    await using sandbox = pythonSandbox();
    const code = `
import faulthandler, signal
signal.alarm(0)
signal.signal(signal.SIGALRM, signal.SIG_IGN)
faulthandler.cancel_dump_traceback_later()
signal.alarm = faulthandler.dump_traceback_later = lambda *a, **k: None
while True:
    try:
        while True: pass
    except BaseException:
        pass`;
    const grade = await gradeSolution({ ...stdin, tests: stdin.tests.slice(0, 1), code }, sandbox);
    assert.deepEqual([grade.passed, grade.late], [false, true]);
  },
});

Deno.test("livecodebenchVector() reduces given outcomes without a sandbox", async () => {
  const record = { results: [[true], [true, false], [true, true]] };
  const { metrics } = await livecodebenchVector({
    benchmark: "livecodebench-v6",
    task: "_component/pass_at_k",
    samples: [{ record, response: "" }],
  });
  assert.deepEqual(Object.keys(metrics), ["pass@1", "pass@2", "pass@3"]);
  assert.equal(metrics["pass@3"], 100);
});
