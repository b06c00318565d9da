import assert from "node:assert/strict";
import { capacity } from "./capacity.ts";
import { RepeatNumbers } from "./repeat_numbers.ts";
import { parseSettings, type SimOptions } from "./options.ts";

const slotsOf = (options: SimOptions["capacity"]) =>
  capacity(parseSettings({ capacity: options }).capacity);

function waiting(entered: ReturnType<ReturnType<typeof slotsOf>["enter"]>, signal: AbortSignal) {
  assert.equal(typeof entered, "function");
  return (entered as (signal: AbortSignal) => Promise<void>)(signal);
}

Deno.test("capacity() lets everybody in without a number of slots", () => {
  const slots = slotsOf({});
  for (let i = 0; i < 1_000; i++) assert.equal(slots.enter(), "in");
});

Deno.test("capacity() queues in order of arrival", async () => {
  const slots = slotsOf({ slots: 1 });
  assert.equal(slots.enter(), "in");
  const { signal } = new AbortController();
  const order: number[] = [];
  const first = waiting(slots.enter(), signal).then(() => order.push(1));
  const second = waiting(slots.enter(), signal).then(() => order.push(2));
  assert.equal(slots.waiting, 2);
  slots.leave();
  await first;
  assert.deepEqual(order, [1]);
  slots.leave();
  await second;
  slots.leave();
  assert.equal(slots.enter(), "in");
});

Deno.test("capacity() forgets who leaves the line", async () => {
  const slots = slotsOf({ slots: 1 });
  slots.enter();
  const gone = new AbortController();
  const left = waiting(slots.enter(), gone.signal);
  const stays = waiting(slots.enter(), new AbortController().signal);
  gone.abort(new Error("gone"));
  await assert.rejects(left, /gone/);
  assert.equal(slots.waiting, 1);
  slots.leave();
  await stays;
  await assert.rejects(waiting(slots.enter(), gone.signal), /gone/);
  assert.equal(slots.waiting, 0);
});

Deno.test("capacity() is full beyond its slots when it does not queue", () => {
  const slots = slotsOf({ slots: 2, beyond: "429" });
  assert.deepEqual([slots.enter(), slots.enter(), slots.enter()], ["in", "in", "full"]);
  slots.leave();
  assert.equal(slots.enter(), "in");
});

Deno.test("RepeatNumbers gives n whole answers the numbers 0 to n - 1", () => {
  const numbers = new RepeatNumbers();
  const taken = [numbers.take("a"), numbers.take("a"), numbers.take("b")];
  assert.deepEqual(taken, [0, 1, 0]);
  numbers.giveBack("a", 0);
  assert.deepEqual([numbers.take("a"), numbers.take("a")], [0, 2]);
});
