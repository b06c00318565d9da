import type { PromptPart } from "./image_marks.ts";

/** What stands for a picture in a flattened prompt. */
export const IMAGE_MARK = "<image>";

/**
 * A prompt of texts and pictures as one text, which is how the Intern adapters send it (pictures
 * apart, and first). One picture: its mark, then all texts, a line each. Otherwise the texts without
 * separator, each picture as `<Image-k>`, below a line `Image-k: <image>` a picture; where all marks
 * stand side by side, they go.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/vlm/internvl/utils.py:reorganize_prompt`.
 */
export function flattenPrompt(parts: readonly PromptPart<unknown>[]): string {
  const images = parts.filter(({ type }) => type === "image").length;
  if (images === 1) {
    const texts = parts.flatMap((part) => part.type === "text" ? [part.value] : []);
    return `${IMAGE_MARK}\n${texts.join("\n")}`;
  }
  let heads = "";
  let marks = "";
  let body = "";
  let k = 0;
  for (const part of parts) {
    if (part.type === "text") {
      body += part.value;
      continue;
    }
    k++;
    heads += `Image-${k}: ${IMAGE_MARK}\n`;
    marks += `<Image-${k}>`;
    body += `<Image-${k}>`;
  }
  return images === 0 ? body : (heads + body).replaceAll(marks, "");
}
