import { deepEqual, equal, ok } from "node:assert/strict";
import { BackendError, quotedList, RefusedKeyError, UnknownModelError } from "./errors.ts";

Deno.test("errors that stop a run have one base and names of their own", () => {
  const refused = new RefusedKeyError("no");
  const unknown = new UnknownModelError("no", ["a"]);
  ok(refused instanceof BackendError && unknown instanceof BackendError);
  equal(refused.name, "RefusedKeyError");
  equal(String(unknown), "UnknownModelError: no");
  deepEqual(unknown.models, ["a"]);
});

Deno.test("quotedList() shows the first names and how many more there are", () => {
  equal(quotedList(["a", "b"]), '"a", "b"');
  equal(quotedList([]), "");
  equal(quotedList(["a", "b", "c"], 2), '"a", "b" and 1 more');
});
