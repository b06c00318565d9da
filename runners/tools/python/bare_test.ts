import assert from "node:assert/strict";
import { gradeSolution } from "../../../scoring/livecodebench/grade.ts";
import { pythonSandbox, SandboxMissingError } from "./sandbox.ts";

/** Programs that run bare, as `--sandbox=none` asks for. They need Python alone. */

const LIMITS = {
  stdin: "",
  wallMs: 15_000,
  cpuMs: 15_000,
  memoryBytes: 1024 ** 3,
  outputBytes: 1024 ** 2,
} as const;

async function problem(): Promise<string | null> {
  await using sandbox = pythonSandbox({ kind: "none" });
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
  Deno.stderr.writeSync(new TextEncoder().encode(`LEFT OUT: programs that run bare: ${reason}\n`));
}

Deno.test({
  name: "bare programs run with limits, a folder and an environment of their own, and say so",
  ignore: reason !== null,
  async fn(t) {
    await using sandbox = pythonSandbox({ kind: "none" });
    await sandbox.start();
    const run = (program: string, limits = {}) => sandbox.run({ ...LIMITS, ...limits, program });
    await t.step("what comes out comes out", async () => {
      const { status, code, stdout, stderr } = await sandbox.run({
        ...LIMITS,
        program: "import sys\nprint(input()[::-1])\nprint('e', file=sys.stderr)\nsys.exit(3)",
        stdin: "abc\n",
      });
      assert.deepEqual([status, code, stdout, stderr], ["exited", 3, "cba\n", "e\n"]);
    });
    await t.step("no variable of ours is in its environment, and its folder goes", async () => {
      const { stdout } = await run(
        "import os\nopen('x', 'w').close()\nprint(sorted(os.environ), os.getcwd())",
      );
      const [, names, folder] = /^\[(.*)\] (\S+)$/m.exec(stdout) ?? [];
      const wanted = ["HOME", "LANG", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PATH"];
      assert.equal(names, wanted.map((name) => `'${name}'`).join(", "));
      await assert.rejects(Deno.stat(folder ?? ""), Deno.errors.NotFound);
    });
    await t.step("memory is limited", async () => {
      const { stdout } = await run(
        "try: bytearray(2 * 1024**3)\nexcept MemoryError: print('held')",
      );
      assert.equal(stdout, "held\n");
    });
    await t.step("time ends it and what it started", async () => {
      const file = await Deno.makeTempFile();
      const { status } = await run(
        `
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for _ in range(100):
            time.sleep(0.05)
            open(${JSON.stringify(file)}, "a").write("x")
        os._exit(0)
    os._exit(0)
while True: pass`,
        { wallMs: 1_200 },
      );
      assert.equal(status, "timed-out");
      const then = (await Deno.stat(file)).size;
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.equal((await Deno.stat(file)).size, then);
      await Deno.remove(file);
    });
    await t.step("an end by a signal is told", async () => {
      const { status, code } = await run("import os\nos.kill(os.getpid(), 11)");
      assert.deepEqual([status, code], ["killed", 139]);
    });
    await t.step("too much output ends it", async () => {
      const { status } = await run("while True: print('x' * 1000)");
      assert.equal(status, "output-limit");
    });
    await t.step("a solution is graded as ever", async () => {
      const solution = {
        code: "print(int(input()) * 2)",
        tests: [{ input: "4\n", output: "8" }],
        functionName: null,
        profile: "official",
        lenientStdin: false,
      } as const;
      assert.equal((await gradeSolution(solution, sandbox)).passed, true);
    });
    await t.step("the envelope says that nothing confined it", () => {
      const envelope = sandbox.envelope();
      assert.equal(envelope?.kind, "none");
      assert.match(envelope?.python ?? "", /^3\.\d+\.\d+$/);
      assert.ok((envelope?.probeMs ?? 0) > 0);
      assert.ok((envelope?.programs ?? 0) >= 7);
    });
  },
});
