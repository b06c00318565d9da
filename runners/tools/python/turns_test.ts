import assert from "node:assert/strict";
import { Turns } from "./turns.ts";

/** Work that records when it begins and ends when it is told to. */
function recorder(turns: Turns) {
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    log,
    begin: (name: string, alone = false) =>
      turns.take(alone, async () => {
        log.push(name);
        await new Promise<void>((resolve) => ends.set(name, resolve));
      }),
    async end(name: string) {
      ends.get(name)?.();
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
  };
}

Deno.test("Turns.take() lets so many run at a time, in the order they came", async () => {
  const { log, begin, end } = recorder(new Turns(2));
  const all = [begin("a"), begin("b"), begin("c")];
  await end("");
  assert.deepEqual(log, ["a", "b"]);
  await end("a");
  assert.deepEqual(log, ["a", "b", "c"]);
  for (const name of ["b", "c"]) await end(name);
  await Promise.all(all);
});

Deno.test("Turns.take() keeps everyone away from work that wants to be alone", async () => {
  const { log, begin, end } = recorder(new Turns(3));
  const all = [begin("a"), begin("b"), begin("alone", true), begin("c")];
  await end("");
  await end("a");
  assert.deepEqual(log, ["a", "b"]);
  await end("b");
  assert.deepEqual(log, ["a", "b", "alone"]);
  await end("alone");
  assert.deepEqual(log, ["a", "b", "alone", "c"]);
  await end("c");
  await Promise.all(all);
});

Deno.test("Turns.take() gives the turn back when the work throws", async () => {
  const turns = new Turns(1);
  await assert.rejects(turns.take(false, () => Promise.reject(new Error("no"))), /no/);
  assert.deepEqual(await turns.take(false, () => Promise.resolve(7)), { value: 7, wasAlone: true });
});

Deno.test("Turns.take() tells who had company, whoever came first", async () => {
  const turns = new Turns(2);
  const gate = Promise.withResolvers<void>();
  const first = turns.take(false, () => gate.promise);
  const second = turns.take(false, () => Promise.resolve());
  assert.equal((await second).wasAlone, false);
  gate.resolve();
  assert.equal((await first).wasAlone, false);
  assert.equal((await turns.take(false, () => Promise.resolve())).wasAlone, true);
});

Deno.test("Turns() takes no concurrency below 1", () => {
  for (const most of [0, -1, 1.5, NaN]) assert.throws(() => new Turns(most), RangeError);
});
