import assert from "node:assert/strict";
import { join } from "node:path";
import { findOnPath, rnaFolderOf, rnaFoldProcess } from "./rnafold.ts";

/** A program that plays RNAfold: a shell script that reads one line. */
async function playing(
  script: string,
  work: (path: string, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "RNAfold");
  try {
    await Deno.writeTextFile(path, `#!/bin/sh\n${script}\n`);
    await Deno.chmod(path, 0o755);
    await work(path, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function fold(path: string, sequence: string, wallMs?: number) {
  await using process = rnaFoldProcess(path, wallMs);
  return await rnaFolderOf(process, wallMs).fold(sequence);
}

const ignore = Deno.build.os === "windows";

Deno.test({
  name: "RNAfold is given the sequence and asked for no drawing",
  ignore,
  fn: () =>
    playing(
      `read -r rna\n[ "$1" = --noPS ] && [ $# = 1 ] && printf '%s\\n((....)) ( -1.20)\\n' "$rna"`,
      async (path) => {
        assert.deepEqual(await fold(path, "GGAAAACC"), {
          structure: "((....))",
          energyKcal: -1.2,
          line: "((....)) ( -1.20)",
        });
        await using process = rnaFoldProcess(path);
        const folder = rnaFolderOf(process);
        const both = await Promise.all([folder.fold("GCAAAAGC"), folder.fold("GGAAAACC")]);
        assert.deepEqual(both.map(({ energyKcal }) => energyKcal), [-1.2, -1.2]);
        await assert.rejects(folder.fold("GGAA\nAACC"), /must be of the letters A, C, G and U/);
      },
    ),
});

const ODD = [
  ["fails", "exit 3", /RNAfold gave no answer: it ended with code 3/],
  ["is killed", "kill -9 $$", /RNAfold gave no answer: it ended by SIGKILL/],
  ["says nothing", "read -r rna", /must print the sequence, then structure and energy/],
  ["folds something else", "printf 'AC\\n.. (  0.00)\\n'", /and it printed "AC/],
  ["hangs", "while :; do :; done", /RNAfold gave no answer: it took longer than 1000 ms/],
  [
    "never stops talking",
    "while :; do printf '%01000d' 0; done",
    /printed more than 4194304 bytes/,
  ],
] as const;

for (const [what, script, message] of ODD) {
  Deno.test({
    name: `RNAfold that ${what} gives no number`,
    ignore,
    fn: () =>
      playing(
        script,
        (path) =>
          assert.rejects(fold(path, "GGAAAACC", what === "hangs" ? 1_000 : 30_000), message),
      ),
  });
}

Deno.test("RNAfold that is not there gives no number", async () => {
  await assert.rejects(fold("/nowhere/RNAfold", "GC"), /RNAfold gave no answer: /);
});

Deno.test({
  name: "findOnPath() finds programs, not other files",
  ignore,
  fn: () =>
    playing("exit 0", async (path, folder) => {
      assert.equal(await findOnPath("RNAfold", `/nowhere::${folder}`), path);
      await Deno.chmod(path, 0o644);
      assert.equal(await findOnPath("RNAfold", folder), null);
      assert.equal(await findOnPath("RNAfold", ""), null);
    }),
});
