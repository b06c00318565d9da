/**
 * The gate: formatting, lint, types, then every test; ends with one line `N passed, N failed`.
 *
 *     deno task test              everything
 *     deno task test scoring/     tests below a path, without the static steps
 */

const decoder = new TextDecoder();
let passed = 0;
let failed = 0;

/** Files whose docs show code that can be run. */
async function filesWithExamples(places: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const place of places) {
    if ((await Deno.stat(place)).isDirectory) {
      const inside: string[] = [];
      for await (const { name } of Deno.readDir(place)) inside.push(`${place}/${name}`);
      found.push(...await filesWithExamples(inside));
    } else if (/\.(ts|md)$/.test(place) && !/_(test|bench)\.ts$/.test(place)) {
      if (/^(?: \* )?```ts$/m.test(await Deno.readTextFile(place))) found.push(place);
    }
  }
  return found.sort();
}

/** Runs a step that passes or fails as one. */
async function step(name: string, args: readonly string[]): Promise<void> {
  const { success } = await new Deno.Command("deno", { args: [...args], stdout: "inherit" })
    .output();
  if (success) passed++;
  else failed++;
  print(`${success ? "ok    " : "FAILED"} ${name}`);
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

/** Runs tests, shows what they print as it comes and reads the totals off the last line. */
async function tests(name: string, args: readonly string[]): Promise<void> {
  const child = new Deno.Command("deno", {
    args: ["test", ...args],
    stdout: "piped",
    stderr: "inherit",
    env: { NO_COLOR: "1" },
  }).spawn();
  let tail = "";
  for await (const chunk of child.stdout) {
    await Deno.stdout.write(chunk);
    tail = (tail + decoder.decode(chunk, { stream: true })).slice(-4_000);
  }
  const { success } = await child.status;
  const totals = /(\d+) passed(?: \(\d+ steps?\))? \| (\d+) failed/.exec(tail);
  passed += Number(totals?.[1] ?? 0);
  const failures = Number(totals?.[2] ?? 0);
  // A crash of the test runner itself must not look like success.
  failed += failures > 0 || success ? failures : 1;
  print(`${success ? "ok    " : "FAILED"} ${name}`);
}

const PERMISSIONS = [
  "--allow-read",
  "--allow-write",
  "--allow-env",
  "--allow-sys",
  "--allow-net=127.0.0.1,localhost",
  "--allow-run=deno",
];

const paths = Deno.args;
if (paths.length === 0) {
  await step("format", ["fmt", "--check", "--quiet"]);
  await step("lint", ["lint", "--quiet"]);
  await step("types", ["check", "--quiet", "--doc", "."]);
}
await tests("tests", [...PERMISSIONS, "--parallel", "--trace-leaks", "--quiet", ...paths]);
if (paths.length === 0) {
  const examples = await filesWithExamples([
    "README.md",
    "mod.ts",
    "scoring",
    "benchmarks",
    "results",
    "runners",
  ]);
  await tests("examples", [...PERMISSIONS, "--doc", "--quiet", ...examples]);
}
print(`${passed} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);
