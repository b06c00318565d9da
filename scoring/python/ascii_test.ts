import assert from "node:assert/strict";
import { toAscii } from "./ascii.ts";

Deno.test("toAscii() keeps what compatibility decomposition leaves in ASCII", () => {
  assert.equal(toAscii("São Tomé and Príncipe"), "Sao Tome and Principe");
  assert.equal(toAscii("Chișinău ﬁ ½ 日 ø"), "Chisinau fi 12  ");
});
