import assert from "node:assert/strict";
import { WorkAhead } from "./work_ahead.ts";

Deno.test("WorkAhead holds as much open as it may", async () => {
  const work = new WorkAhead(2);
  let running = 0, most = 0;
  for (let piece = 0; piece < 7; piece++) {
    await work.room();
    running++;
    most = Math.max(most, running);
    work.add(new Promise((resolve) => setTimeout(resolve, 1)).then(() => running--));
  }
  await work.end();
  assert.deepEqual([running, most], [0, 2]);
});

Deno.test("WorkAhead throws what failed at the next wait", async () => {
  const work = new WorkAhead(1);
  work.add(Promise.reject(new TypeError("disk full")));
  await new Promise((resolve) => setTimeout(resolve));
  await assert.rejects(work.room(), TypeError);
  await assert.rejects(work.end(), TypeError);
});
