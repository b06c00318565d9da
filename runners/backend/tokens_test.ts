import { equal, ok } from "node:assert/strict";
import { user } from "../../scoring/messages.ts";
import { estimatePrompt, estimateTokens, promptAllowance, promptCeiling } from "./tokens.ts";

Deno.test("estimateTokens() counts four characters of ASCII to a token", () => {
  const rows: readonly [text: string, tokens: number][] = [
    ["", 0],
    ["a", 1],
    ["abcd", 1],
    ["abcde", 2],
    ["x".repeat(4000), 1000],
    ["氢氧化", 2],
  ];
  for (const [text, tokens] of rows) equal(estimateTokens(text), tokens, text.slice(0, 10));
});

Deno.test("promptAllowance() lies between the estimate and promptCeiling()", () => {
  for (const text of ["", "hello world", "x = 1".repeat(400), "水".repeat(500)]) {
    const request = { messages: user(text) };
    ok(estimatePrompt(request) < promptAllowance(request));
    ok(promptAllowance(request) < promptCeiling(request));
  }
});

Deno.test("estimatePrompt() counts parts, tool calls and tools", () => {
  const bare = estimatePrompt({ messages: user("") });
  const parts = estimatePrompt({
    messages: [{ role: "user", content: [{ type: "text", text: "abcd" }] }],
  });
  const calls = estimatePrompt({
    messages: [{
      role: "assistant",
      content: "",
      toolCalls: [{ id: "1", name: "f", arguments: '{"a":1}' }],
    }],
  });
  const tools = estimatePrompt({
    messages: user(""),
    tools: [{ name: "f", description: "does f", parameters: { type: "object" } }],
  });
  equal(parts, bare + 1);
  equal(calls, bare + 2);
  ok(tools > bare + 10);
});
