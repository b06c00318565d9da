import assert from "node:assert/strict";
import { flattenPrompt } from "./flatten.ts";
import type { PromptPart } from "./image_marks.ts";

const image: PromptPart<null> = { type: "image", value: null };

function prompt(...parts: (string | PromptPart<null>)[]): PromptPart<null>[] {
  return parts.map((part) => typeof part === "string" ? { type: "text", value: part } : part);
}

const CASES: readonly (readonly [PromptPart<null>[], string])[] = [
  [prompt(), ""],
  [prompt("a", "", "b"), "ab"],
  [prompt("a", image, "b"), "<image>\na\nb"],
  [prompt(image), "<image>\n"],
  [prompt("a", image, "b", image), "Image-1: <image>\nImage-2: <image>\na<Image-1>b<Image-2>"],
  [prompt("a", image, image, "b"), "Image-1: <image>\nImage-2: <image>\nab"],
  // An empty text is no separator.
  [prompt(image, "", image, "b"), "Image-1: <image>\nImage-2: <image>\nb"],
  // A run of marks that the text itself holds goes as well.
  [
    prompt("<Image-1><Image-2>", image, "x", image),
    "Image-1: <image>\nImage-2: <image>\n<Image-1>x<Image-2>",
  ],
];

for (const [at, [parts, wanted]] of CASES.entries()) {
  Deno.test(`flattenPrompt() of prompt ${at + 1} is ${JSON.stringify(wanted)}`, () => {
    assert.equal(flattenPrompt(parts), wanted);
  });
}
