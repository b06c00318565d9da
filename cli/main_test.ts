import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("main.ts", import.meta.url));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the program as a process of its own, in an empty folder. */
async function assay(...args: string[]): Promise<Ended> {
  const cwd = await Deno.makeTempDir();
  try {
    const { code, stdout, stderr } = await new Deno.Command("deno", {
      args: ["run", "--no-prompt", "--allow-read", "--allow-env", main, ...args],
      cwd,
      env: { NO_COLOR: "1", COLUMNS: "80" },
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { code, out: text(stdout), err: text(stderr) };
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}

Deno.test("assay --help prints the help on standard output and ends with 0", async () => {
  const { code, out, err } = await assay("--help");
  assert.equal(code, 0);
  assert.match(out, /^Usage: assay \[options\] \[command\]\n/);
  assert.equal(err, "");
});

Deno.test("assay --version prints the version", async () => {
  const { code, out } = await assay("--version");
  assert.equal(code, 0);
  assert.match(out, /^\d+\.\d+\.\d+\n$/);
});

Deno.test("assay alone shows the help on standard error and ends with 2", async () => {
  const { code, out, err } = await assay();
  assert.equal(code, 2);
  assert.equal(out, "");
  assert.match(err, /^Usage: assay/);
});

const refused: readonly (readonly [args: string, code: number, sentence: RegExp])[] = [
  ["rnu", 2, /^Unknown command "rnu" \(did you mean run\?\) \(--help shows the usage\)\n$/],
  ["run --limit none", 2, /^Cannot use --limit as it must be a whole number of at least 1/],
  ["run -b ifbnech", 2, /^There is no benchmark "ifbnech" \(did you mean "ifbench"\?\)\n$/],
  ["run --config none.json", 2, /^Cannot read "none.json": there is no such file\n$/],
];

for (const [args, wanted, sentence] of refused) {
  Deno.test(`assay ${args} ends with ${wanted} and one sentence`, async () => {
    const { code, out, err } = await assay(...args.split(" "));
    assert.match(err, sentence);
    assert.equal(code, wanted);
    assert.equal(out, "");
    assert.equal(err.split("\n").length, 2);
  });
}

Deno.test("assay --debug adds where an error came from", async () => {
  const { code, err } = await assay("run", "--config", "none.json", "--debug");
  assert.equal(code, 2);
  assert.match(err, /\n\s+at .*load\.ts/);
});
