import { deepEqual } from "node:assert/strict";
import { refusedParameters } from "./refusal.ts";
import { serverMessage } from "./server_message.ts";

const SENT = {
  model: "m",
  messages: [],
  max_tokens: 100,
  temperature: 0,
  top_p: 1,
  top_k: 1,
  seed: 7,
  reasoning_effort: "none",
  stream: true,
  stream_options: { include_usage: true },
};

Deno.test("refusedParameters() reads the refusals of servers", () => {
  const rows: readonly [error: string | Record<string, unknown>, refused: string[]][] = [
    ["Unrecognized request argument supplied: top_k", ["top_k"]],
    ["Unrecognized request arguments supplied: seed, top_k", ["top_k", "seed"]],
    [{
      message: "Unsupported parameter: 'max_tokens' is not supported with this model. Use " +
        "'max_completion_tokens' instead.",
      param: "max_tokens",
      code: "unsupported_parameter",
    }, ["max_tokens"]],
    [{
      message: "Unsupported value: 'temperature' does not support 0 with this model. Only the " +
        "default (1) value is supported.",
      param: "temperature",
      code: "unsupported_value",
    }, ["temperature"]],
    ["Unknown parameter: 'stream_options'.", ["stream_options"]],
    ['Invalid JSON payload received. Unknown name "top_k": Cannot find field.', ["top_k"]],
    [
      "[{'type': 'extra_forbidden', 'loc': ('body', 'seed'), 'msg': 'Extra inputs are not " +
      "permitted', 'input': 7}]",
      ["seed"],
    ],
    ["`temperature` and `top_p` cannot both be specified for this model", ["top_p"]],
    [{
      message: "Your organization must be verified to stream this model.",
      param: "stream",
      code: "unsupported_value",
    }, ["stream"]],
    ["Unsupported value: 'reasoning_effort' does not support 'none' with this model.", [
      "reasoning_effort",
    ]],
    // Not refusals of a parameter:
    ["temperature must be in [0, 2]", []],
    ["This model does not support image input", []],
    ["stop_key is not supported", []],
    ["top_kk is unknown", []],
    ["messages: unknown role", []],
    ["", []],
  ];
  for (const [error, refused] of rows) {
    const body = JSON.stringify({ error: typeof error === "string" ? { message: error } : error });
    deepEqual(refusedParameters(serverMessage(body), SENT), refused, body);
  }
});

Deno.test("refusedParameters() believes pydantic's list of fields", () => {
  const detail = [{ loc: ["body", "top_k"], msg: "Extra inputs", type: "extra_forbidden" }];
  deepEqual(refusedParameters(serverMessage(JSON.stringify({ detail })), SENT), ["top_k"]);
});

Deno.test("refusedParameters() never names what was not sent", () => {
  const message = serverMessage("Unknown parameter: top_k");
  deepEqual(refusedParameters(message, { model: "m" }), []);
});
