import assert from "node:assert/strict";
import denoJson from "../deno.json" with { type: "json" };

/**
 * Which process may start what. The process that asks models may at most start Deno, which it does for
 * the helper of the sandbox; the helper may start `bwrap` and Python and nothing else.
 */

const root = new URL("../", import.meta.url);

/** `--allow-run` of a task: what may be started, `null` for everything. */
function runs(command: string): readonly (string | null)[] {
  return [...command.matchAll(/--allow-run(?:=(\S+))?(?=\s|$)/g)].map(([, what]) => what ?? null);
}

Deno.test("no task may start anything but Deno, and none has every permission", () => {
  for (const [name, command] of Object.entries(denoJson.tasks)) {
    assert.doesNotMatch(command, /(?:^|\s)(?:-A|--allow-all)(?:\s|$)/, name);
    for (const what of runs(command)) assert.equal(what, "deno", `${name} may start ${what}`);
  }
});

Deno.test("tasks that ask models and score replies start nothing unless ASSAY_ALLOW says so", () => {
  for (const name of ["assay", "run", "resume", "score", "report", "doctor", "fetch"] as const) {
    assert.deepEqual(runs(denoJson.tasks[name]), [], name);
    assert.match(denoJson.tasks[name], /\$ASSAY_ALLOW/, name);
  }
});

async function* modules(folder: URL): AsyncGenerator<URL> {
  for await (const entry of Deno.readDir(folder)) {
    const url = new URL(entry.isDirectory ? `${entry.name}/` : entry.name, folder);
    if (entry.isDirectory) yield* modules(url);
    else if (/\.ts$/.test(entry.name) && !/_test\.ts$/.test(entry.name)) yield url;
  }
}

Deno.test("programs of a model are started by the sandbox and its helper, processes by tools alone", async () => {
  const starters: string[] = [];
  for (const room of ["scoring", "benchmarks", "results", "runners", "cli"]) {
    for await (const url of modules(new URL(`${room}/`, root))) {
      const text = await Deno.readTextFile(url);
      const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
      if (/Deno\.Command\b|child_process/.test(code)) {
        starters.push(url.href.slice(root.href.length));
      }
    }
  }
  const python = starters.filter((path) => path.startsWith("runners/tools/python/"));
  assert.deepEqual(python.sort(), [
    "runners/tools/python/confined.ts",
    "runners/tools/python/find_python.ts",
    "runners/tools/python/sandbox.ts",
  ]);
  assert.deepEqual(starters.filter((path) => !path.startsWith("runners/tools/")), []);
});

Deno.test("the process that asks models cannot start a program even where the helper is allowed", async () => {
  const attempt = `
for (const program of ["python3", "/usr/bin/python3", "bwrap", "sh", "/bin/sh"]) {
  try {
    new Deno.Command(program, { args: ["--version"] }).outputSync();
    console.log("STARTED", program);
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotCapable)) console.log(program, cause);
  }
}
console.log("held");`;
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(file, attempt);
  const { stdout } = await new Deno.Command("deno", {
    args: ["run", "--quiet", "--no-prompt", "--no-config", "--allow-run=deno", file],
    stderr: "inherit",
  }).output();
  await Deno.remove(file);
  assert.equal(new TextDecoder().decode(stdout), "held\n");
});
