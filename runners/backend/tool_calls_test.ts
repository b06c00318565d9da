import { deepEqual } from "node:assert/strict";
import { ToolCallPieces } from "./tool_calls.ts";

Deno.test("ToolCallPieces puts calls together by index", () => {
  const calls = new ToolCallPieces();
  calls.push([{ index: 1, id: "b", function: { name: "g", arguments: "" } }]);
  calls.push([{ index: 0, id: "a", function: { name: "f", arguments: '{"x"' } }]);
  calls.push([{ index: 1, function: { arguments: "{}" } }, {
    index: 0,
    function: { arguments: ":1}" },
  }]);
  deepEqual(calls.done(), [
    { id: "a", name: "f", arguments: '{"x":1}' },
    { id: "b", name: "g", arguments: "{}" },
  ]);
});

Deno.test("ToolCallPieces takes what servers make of it", () => {
  const rows: readonly [why: string, deltas: unknown[][], calls: unknown[]][] = [
    ["whole calls without index", [[{ id: "a", function: { name: "f", arguments: "1" } }], [{
      id: "b",
      function: { name: "g", arguments: "2" },
    }]], [{ id: "a", name: "f", arguments: "1" }, { id: "b", name: "g", arguments: "2" }]],
    ["pieces without index", [[{ id: "a", function: { name: "f", arguments: "1" } }], [{
      function: { arguments: "2" },
    }]], [{ id: "a", name: "f", arguments: "12" }]],
    ["the name in every piece", [[{ index: 0, id: "a", function: { name: "f", arguments: "1" } }], [
      { index: 0, id: "a", function: { name: "f", arguments: "2" } },
    ]], [{ id: "a", name: "f", arguments: "12" }]],
    ["no id", [[{ index: 0, function: { name: "f", arguments: "1" } }]], [{
      id: "call_0",
      name: "f",
      arguments: "1",
    }]],
    ["arguments parsed", [[{ index: 0, id: "a", function: { name: "f", arguments: { x: 1 } } }]], [
      { id: "a", name: "f", arguments: '{"x":1}' },
    ]],
    ["rubbish", [[null, 1, "x", { index: -1 }]], [{ id: "call_0", name: "", arguments: "" }]],
    ["nothing", [], []],
  ];
  for (const [why, deltas, expected] of rows) {
    const calls = new ToolCallPieces();
    for (const delta of deltas) calls.push(delta);
    deepEqual(calls.done(), expected, why);
  }
});
