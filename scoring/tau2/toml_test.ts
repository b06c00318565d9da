import assert from "node:assert/strict";
import { readToml } from "./toml.ts";

Deno.test("readToml() keeps integers and floats apart", () => {
  const text =
    'a = 5\nb = 5.0\nc = "2025-01-20T14:30:00"\n[[rows]]\nid = "x"\n[[rows]]\nid = "y"\n';
  assert.deepEqual(
    readToml(text),
    new Map<string, unknown>([
      ["a", 5n],
      ["b", 5],
      ["c", "2025-01-20T14:30:00"],
      ["rows", [new Map([["id", "x"]]), new Map([["id", "y"]])]],
    ]),
  );
});

Deno.test("readToml() takes dates without quotes as texts", () => {
  assert.deepEqual(readToml("d = 2025-01-20"), new Map([["d", "2025-01-20"]]));
});

Deno.test("readToml() throws for what is no TOML", () => {
  assert.throws(() => readToml("a = "));
});
