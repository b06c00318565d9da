import assert from "node:assert/strict";
import { eventQueue } from "./event_queue.ts";

Deno.test("eventQueue() hands events over in order and ends", async () => {
  const queue = eventQueue<number>();
  queue.push(1);
  queue.push(2);
  const seen: number[] = [];
  const reading = (async () => {
    for await (const event of queue) seen.push(event);
  })();
  await Promise.resolve();
  queue.push(3);
  queue.end();
  queue.push(4);
  await reading;
  assert.deepEqual(seen, [1, 2, 3]);
});

Deno.test("eventQueue() keeps the newest when nobody reads", async () => {
  const queue = eventQueue<number>(3);
  for (let i = 0; i < 10; i++) queue.push(i);
  queue.end();
  const seen: number[] = [];
  for await (const event of queue) seen.push(event);
  assert.deepEqual(seen, [7, 8, 9]);
});
