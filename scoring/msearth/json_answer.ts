import { pyJson } from "../python/json.ts";
import { PY_WHITESPACE } from "../python/text.ts";
import { pyGet } from "../python/value.ts";

/**
 * The answer of a reply that was asked for JSON: the text under `answer`, or the `whole` reply where
 * nothing in it parses; `dropped` where upstream loses the row: the JSON is no object, or its `answer`
 * is missing or no text.
 */
export type JsonAnswer =
  | { readonly kind: "field" | "whole"; readonly text: string }
  | { readonly kind: "dropped" };

const FENCE = "```json\n";
const FENCE_END = "\n```";
const TRAILING_COMMA = new RegExp(`,[${PY_WHITESPACE}]*([}\\]])`, "g");

/**
 * Reads `answer` out of the first fenced JSON block, else out of the text from the first `{` to the
 * next `}`, all backslashes deleted before. What does not parse is an answer as a whole.
 *
 * Upstream: `xiangyu-mm/MSEarth@4af8757 auto_evaluator/evaluation/evaluation_mcq.py`
 * (`clean_json_string`, `extract_json_from_text`), with ujson: control characters may stand in texts.
 * ujson's leniency towards numbers such as `01` is not reproduced.
 */
export function jsonAnswer(reply: string): JsonAnswer {
  const text = reply.replaceAll("\\", "");
  const written = fenced(text) ?? braced(text);
  const parsed = written === null
    ? null
    : pyJson(escapeControls(written.replace(TRAILING_COMMA, "$1")));
  if (parsed === null) return { kind: "whole", text };
  const answer = pyGet(parsed, "answer");
  return answer?.kind === "str" ? { kind: "field", text: answer.value } : { kind: "dropped" };
}

function fenced(text: string): string | null {
  const fence = text.indexOf(FENCE);
  if (fence === -1) return null;
  const start = fence + FENCE.length;
  const end = text.indexOf(FENCE_END, start);
  return end === -1 ? null : text.slice(start, end);
}

function braced(text: string): string | null {
  const start = text.indexOf("{");
  const end = start === -1 ? -1 : text.indexOf("}", start);
  return end === -1 ? null : text.slice(start, end + 1);
}

/** Escapes control characters inside of texts. There are no backslashes, so every quote counts. */
function escapeControls(json: string): string {
  return json.split('"').map((piece, at) => at % 2 === 0 ? piece : escaped(piece)).join('"');
}

function escaped(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/[\u0001-\u001f]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
