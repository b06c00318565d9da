import { deepEqual } from "node:assert/strict";
import { Notes } from "./notes.ts";

Deno.test("Notes says things once, and what recurs with its count", () => {
  const notes = new Notes("m");
  const heard: string[] = [];
  notes.listen(({ label, kind, text }) => heard.push(`${label} ${kind} ${text}`));
  for (let i = 0; i < 3; i++) notes.once("usage", "no counts");
  notes.once("dialect", "no counts");
  notes.say("back", "a");
  notes.say("back", "a");
  for (let i = 0; i < 150; i++) notes.count("loop", (times) => `${times}`);
  deepEqual(heard, [
    "m usage no counts",
    "m dialect no counts",
    "m back a",
    "m back a",
    "m loop 1",
    "m loop 10",
    "m loop 100",
  ]);
});
