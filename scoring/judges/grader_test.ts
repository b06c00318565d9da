import assert from "node:assert/strict";
import { graderMessages } from "./grader.ts";

const input = { question: "Is {x} a metal?", gold: "True", prediction: "$& yes $1" };

Deno.test("graderMessages() shows question, gold and prediction in this order, untouched", () => {
  const [system, asked, more] = graderMessages(input);
  assert.deepEqual([system?.role, asked?.role, more], ["system", "user", undefined]);
  const text = String(asked?.content);
  const places = [
    "<Original Question Begin>: \nIs {x} a metal?\n<Original Question End>",
    "<Gold Target Begin>: \nTrue\n<Gold Target End>",
    "<Predicted Answer Begin>: \n$& yes $1\n<Predicted End>",
    'only the letter "A" or the letter "B"',
  ].map((part) => text.indexOf(part));
  assert.ok(places.every((at, i) => at > (places[i - 1] ?? -1)), JSON.stringify(places));
});

Deno.test("graderMessages() speaks of boxes only where asked", () => {
  assert.equal(String(graderMessages(input)[1]?.content).includes("\\boxed"), false);
  const boxed = graderMessages(input, { ignoreBoxed: true })[1]?.content;
  assert.equal(String(boxed).includes("\\boxed{}"), true);
});
