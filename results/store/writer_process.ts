/**
 * Keeps replies until it is killed and prints the key of each once it is kept: the child process of
 * the tests that kill one.
 *
 *     deno run --allow-read --allow-write writer_process.ts PATH FIRST
 *
 * @module
 */
import { exampleAsk, exampleReply } from "./kept_examples.ts";
import { openSqliteStore } from "./sqlite.ts";

/** The key of the n-th reply. */
export function keyOf(n: number): string {
  return `key-${n}`;
}

/** The text of the n-th reply: 1 to 8 kB, all its own. */
export function textOf(n: number): string {
  return `${n} is the number of this reply. `.repeat(40 + (n * 37) % 200);
}

if (import.meta.main) {
  const [path = "", first = "0"] = Deno.args;
  const store = await openSqliteStore(path, { create: first === "0" });
  let next = Number(first);
  const encoder = new TextEncoder();
  await Promise.all(Array.from({ length: 32 }, async () => {
    for (;;) {
      const n = next++;
      await store.keepReply(
        exampleReply({
          requestKey: keyOf(n),
          ask: exampleAsk({ sampleId: `s${n}` }),
          text: textOf(n),
        }),
      );
      Deno.stdout.writeSync(encoder.encode(`${n}\n`));
    }
  }));
}
