import { deepEqual, equal } from "node:assert/strict";
import { errorIn, serverMessage } from "./server_message.ts";

const NOTHING = { code: null, param: null, status: null, fields: [] };

Deno.test("serverMessage() reads the shapes servers use", () => {
  const rows: readonly [who: string, body: unknown, message: Record<string, unknown>][] = [
    ["OpenAI", {
      error: {
        message: "Unsupported parameter: 'top_k'",
        type: "invalid_request_error",
        param: "top_k",
        code: "unsupported_parameter",
      },
    }, { text: "Unsupported parameter: 'top_k'", param: "top_k", code: "unsupported_parameter" }],
    ["vLLM", {
      error: { message: "too long", type: "BadRequestError", param: null, code: 400 },
    }, { text: "too long", code: "BadRequestError", status: 400 }],
    ["SGLang and LMDeploy", {
      object: "error",
      message: "too long",
      type: "BadRequestError",
      param: null,
      code: 400,
    }, { text: "too long", code: "BadRequestError", status: 400 }],
    ["llama.cpp", {
      error: { code: 400, message: "no room", type: "exceed_context_size_error", n_ctx: 4096 },
    }, { text: "no room", code: "exceed_context_size_error", status: 400 }],
    ["pydantic", {
      detail: [{ loc: ["body", "top_k"], msg: "Extra inputs", type: "extra_forbidden" }],
    }, { text: "top_k: Extra inputs", fields: ["top_k"] }],
    ["pydantic inside", {
      object: "error",
      message: { detail: [{ loc: ["body", "seed"], msg: "No", type: "extra_forbidden" }] },
    }, { text: "seed: No", fields: ["seed"] }],
    ["a deeper field is not a parameter", {
      detail: [{ loc: ["body", "messages", 0, "name"], msg: "No", type: "extra_forbidden" }],
    }, { text: "messages.0.name: No" }],
    ["a word", { error: "model is loading" }, { text: "model is loading" }],
    ["FastAPI", { detail: "Not Found" }, { text: "Not Found" }],
    ["an error in the detail", {
      detail: { error: { message: "no key", code: "invalid_api_key" } },
    }, {
      text: "no key",
      code: "invalid_api_key",
    }],
    ["none of these", { oops: 1 }, { text: '{"oops":1}' }],
  ];
  for (const [who, body, message] of rows) {
    deepEqual(serverMessage(JSON.stringify(body)), { ...NOTHING, ...message }, who);
  }
  deepEqual(serverMessage("<h1>502</h1>"), { ...NOTHING, text: "<h1>502</h1>" });
  deepEqual(serverMessage(""), { ...NOTHING, text: "" });
  equal(serverMessage("x".repeat(1e5)).text.length, 4096);
});

Deno.test("errorIn() finds an error in a body of status 200, and nothing in a reply", () => {
  equal(errorIn({ error: { message: "overloaded", code: 503 } })?.status, 503);
  equal(errorIn({ error: "busy" })?.text, "busy");
  equal(errorIn({ object: "error", message: "no" })?.text, "no");
  for (
    const reply of [{ choices: [] }, { error: null, choices: [] }, { error: "" }, [], "x", null]
  ) {
    equal(errorIn(reply), null);
  }
});
