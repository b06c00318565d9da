import { equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { vllm } from "./dialects/vllm.ts";
import { EventTemplate } from "./event_template.ts";
import { StreamedReply } from "./streamed_reply.ts";

const pick = (event: unknown) => (event as { content?: unknown }).content;

Deno.test("EventTemplate reads the text of events that differ in nothing else", () => {
  const template = EventTemplate.of('{"id":7,"content":"one","n":null}', "one", pick);
  ok(template);
  equal(template.read('{"id":7,"content":"t\\"wo\\u00e9","n":null}'), 't"wo\u00e9');
  for (
    const other of [
      '{"id":8,"content":"two","n":null}',
      '{"id":7,"content":"two","n":1}',
      '{"id":7,"content":"","n":null}',
      '{"id":7,"content":null,"n":null}',
      '{"id":7,"content":"two","content":"three","n":null}',
      '{"id":7,"content":"two","error":"x","n":null}',
      '{"id":7,"content":"tw\\","n":null}',
      '{"id":7,"content","n":null}',
      '{"id":7,"content":,"n":null}',
    ]
  ) equal(template.read(other), null, other);
});

Deno.test("EventTemplate.of() makes none where the words found are not the text", () => {
  equal(EventTemplate.of('{"id":"one","content":"one"}', "one", pick), null);
  equal(EventTemplate.of('{"content":"content"}', "content", pick), null);
  equal(EventTemplate.of('{"content":"\\u006fne"}', "one", pick), null);
});

Deno.test("StreamedReply reads the same with templates as event by event", () => {
  const word = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom("content", "m", "{", '"', "\\"),
  );
  const delta = fc.oneof(
    { weight: 6, arbitrary: word.map((content) => ({ content })) },
    word.map((reasoning) => ({ reasoning })),
    word.map((both) => ({ reasoning: both, reasoning_content: both })),
    fc.tuple(word, word).map(([content, reasoning]) => ({ content, reasoning })),
    word.map((refusal) => ({ content: "a", refusal })),
    fc.constant({ role: "assistant", content: null }),
    word.map((name) => ({ tool_calls: [{ index: 0, id: "c", function: { name } }] })),
  );
  const head = fc.constantFrom({ model: "m" }, { model: "m", usage: null }, {
    model: "m",
    usage: { prompt_tokens: 1, completion_tokens: 2 },
  });
  const open = () =>
    new StreamedReply({ dialect: vllm, loop: null, redact: (text) => text, onPiece: () => {} });
  fc.assert(fc.property(fc.array(fc.tuple(head, delta), { maxLength: 30 }), (events) => {
    const whole = open();
    const expected = { text: "", reasoning: "", pieces: 0 };
    for (const [head, delta] of events) {
      const data = JSON.stringify({ ...head, choices: [{ index: 0, delta, finish_reason: null }] });
      whole.push(data, undefined, true);
      // One event at a time never meets a template.
      const alone = open();
      alone.push(data, undefined, true);
      const { text, reasoning, pieces } = alone.parts();
      expected.text += "refusal" in delta ? "a" : text;
      expected.reasoning += reasoning;
      expected.pieces += pieces;
    }
    const { text, reasoning, pieces } = whole.parts();
    equal(text, expected.text);
    equal(reasoning, expected.reasoning);
    equal(pieces, expected.pieces);
  }));
});
