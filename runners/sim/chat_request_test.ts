import assert from "node:assert/strict";
import { BadRequest, readChatRequest } from "./chat_request.ts";

const read = (body: unknown) => readChatRequest(JSON.stringify(body));
const messages = [{ role: "user", content: "hello" }];

Deno.test("readChatRequest() takes the last user message as the prompt", () => {
  const request = read({
    model: "sim",
    messages: [
      { role: "system", content: "be brief" },
      { role: "user", content: "first" },
      { role: "assistant", content: null },
      {
        role: "user",
        content: [{ type: "text", text: "a" }, { type: "image_url" }, { text: "b" }],
      },
      { role: "assistant", content: "said" },
    ],
  });
  assert.equal(request.prompt, "a\nb");
  assert.equal(request.text, "be brief\nfirst\n\na\nb\nsaid");
});

Deno.test("readChatRequest() gives one key to a body with and without stream flags", () => {
  const plain = read({ model: "sim", messages, top_k: 1 });
  const streamed = read({
    stream: true,
    stream_options: { include_usage: true },
    messages,
    top_k: 1,
    model: "sim",
  });
  assert.equal(streamed.key, plain.key);
  assert.ok(streamed.stream && streamed.includeUsage && !plain.stream && !plain.includeUsage);
  assert.notEqual(read({ model: "sim", messages, top_k: 2 }).key, plain.key);
});

Deno.test("readChatRequest() gives one ask key whatever the sampling, another for another seed", () => {
  const asks = [{}, { temperature: 0.8, max_tokens: 9 }, { seed: 1 }, { seed: 2 }]
    .map((more) => read({ model: "sim", messages, ...more }).askKey);
  assert.equal(asks[0], asks[1]);
  assert.equal(new Set(asks).size, 3);
});

for (
  const [more, thinking] of [
    [{}, null],
    [{ chat_template_kwargs: { enable_thinking: false } }, false],
    [{ chat_template_kwargs: { enable_thinking: true } }, true],
    [{ chat_template_kwargs: { thinking: false } }, false],
    [{ enable_thinking: true }, true],
    [{ reasoning_effort: "none" }, false],
    [{ reasoning_effort: "high" }, true],
    [{ chat_template_kwargs: { enable_thinking: false }, reasoning_effort: "high" }, false],
  ] as const
) {
  Deno.test(`readChatRequest() reads ${JSON.stringify(more)} as thinking ${thinking}`, () => {
    assert.equal(read({ model: "sim", messages, ...more }).thinking, thinking);
  });
}

Deno.test("readChatRequest() prefers max_completion_tokens", () => {
  assert.equal(read({ model: "sim", messages, max_tokens: 3 }).maxTokens, 3);
  assert.equal(
    read({ model: "sim", messages, max_tokens: 3, max_completion_tokens: 4 }).maxTokens,
    4,
  );
});

for (
  const [text, said] of [
    ["{", "not valid JSON"],
    ["[]", "must be a JSON object"],
    ["{}", "'model' must be a string"],
    [`{"model":"sim"}`, "'messages' must be a list"],
    [`{"model":"sim","messages":[]}`, "'messages' must be a list"],
    [`{"model":"sim","messages":["hi"]}`, "must be an object with a 'role'"],
    [`{"model":"sim","messages":[{"role":"user"}],"max_tokens":0}`, "'max_tokens'"],
    [`{"model":"sim","messages":[{"role":"user"}],"n":2}`, "'n' must be 1"],
  ] as const
) {
  Deno.test(`readChatRequest() refuses ${text}`, () => {
    assert.throws(
      () => readChatRequest(text),
      (error) => error instanceof BadRequest && error.message.includes(said),
    );
  });
}
