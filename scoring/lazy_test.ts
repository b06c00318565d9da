import assert from "node:assert/strict";
import { lazy } from "./lazy.ts";

Deno.test("lazy() makes its value once, also an undefined one", () => {
  let made = 0;
  const get = lazy(() => void made++);
  get();
  get();
  assert.equal(made, 1);
});

Deno.test("lazy() asks again after a failure", () => {
  let asked = 0;
  const get = lazy(() => {
    if (asked++ === 0) throw new Error("first");
    return asked;
  });
  assert.throws(get);
  assert.equal(get(), 2);
});
