import assert from "node:assert/strict";
import { msearthReading } from "./reading.ts";

Deno.test("msearthReading looks into JSON, then for a stated letter, then leaves it to the chain", () => {
  const read = (reply: string) => msearthReading.read(reply, ["A", "B", "C"]);
  assert.deepEqual(read('{"answer": "B. soil"}'), { letter: "B" });
  assert.deepEqual(read('{"answer": "soil"}\nAnswer: C'), { letter: "C" });
  assert.deepEqual(read('{"answer": "A or B"}'), { text: '{"answer": "A or B"}' });
  assert.deepEqual(read("B"), { text: "B" });
});
