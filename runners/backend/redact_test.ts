import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { redact, redactor, secretHeaderValues } from "./redact.ts";

const KEY = 'sk-canary-"7f3a/91+x';

Deno.test("redact() masks a key wherever and however it stands", () => {
  const rows: readonly [text: string, masked: string][] = [
    [`Incorrect API key provided: ${KEY}.`, "Incorrect API key provided: [key]."],
    [JSON.stringify({ authorization: `Bearer ${KEY}` }), '{"authorization":"Bearer [key]"}'],
    [`/v1?key=${encodeURIComponent(KEY)}&x=1`, "/v1?key=[key]&x=1"],
    [`Basic ${btoa(KEY)}`, "Basic [key]"],
    [`${KEY}${KEY}`, "[key][key]"],
    ["nothing here", "nothing here"],
    ["", ""],
  ];
  for (const [text, masked] of rows) equal(redact(text, [KEY]), masked);
});

Deno.test("redact() leaves placeholders alone that protect nothing", () => {
  equal(redact("the reply is EMPTY", ["EMPTY", "x", ""]), "the reply is EMPTY");
});

Deno.test("redact() masks a key that is part of another key", () => {
  equal(redact("abcdef-abcdefghi", ["abcdef", "abcdefghi"]), "[key]-[key]");
});

Deno.test("redact() never lets a key through", () => {
  const key = fc.string({ minLength: 6, maxLength: 40 }).filter((text) => !"[key]".includes(text));
  fc.assert(fc.property(key, fc.string(), fc.string(), (key, before, after) => {
    const masked = redactor([key])(before + key + after);
    // Overlaps of before and after with the mask may spell the key again only by accident.
    if (!(before + "[key]" + after).includes(key)) ok(!masked.includes(key));
  }));
});

Deno.test("secretHeaderValues() finds the values that are secrets, with and without scheme", () => {
  deepEqual(
    secretHeaderValues({ "X-Api-Key": "abc", Authorization: "Bearer tok", "X-Team": "science" }),
    ["abc", "abc", "Bearer tok", "tok"],
  );
});
