/**
 * Texts that hold marks for pictures, taken apart at the marks.
 *
 * @module
 */
import { pyStrip } from "../python/text.ts";

/** A piece of a prompt before a server's dialect has seen it. */
export type PromptPart<Image> =
  | { readonly type: "text"; readonly value: string }
  | { readonly type: "image"; readonly value: Image };

/**
 * Splits a text at each `<image>`: the stripped text before a mark where it is not empty, then the
 * next picture.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/sfebench.py:SFE.build_prompt`.
 *
 * @throws {RangeError} if there are not as many marks as pictures
 */
export function splitAtMarks<Image>(text: string, images: readonly Image[]): PromptPart<Image>[] {
  const segments = text.split("<image>");
  if (segments.length !== images.length + 1) {
    throw new RangeError(
      `Cannot put ${images.length} pictures into a text with ${
        segments.length - 1
      } marks "<image>"`,
    );
  }
  return segments.flatMap((segment, at): PromptPart<Image>[] => {
    const value = pyStrip(segment);
    const image = images.slice(at, at + 1).map((image) => ({
      type: "image" as const,
      value: image,
    }));
    return value === "" ? image : [{ type: "text", value }, ...image];
  });
}

/**
 * Splits a text at each `<image n>`, n from 1 with one digit: texts as they are, empty ones too, and
 * picture n at its mark, however often it is marked. A picture without a mark is left out; a text
 * without marks comes behind all pictures.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/image_mcq.py:MMMUDataset.split_MMMU`, which takes 0
 * for the last picture.
 *
 * @throws {RangeError} if a mark is not of this form or names a picture that is not there
 */
export function splitAtNumberedMarks<Image>(
  text: string,
  images: readonly Image[],
): PromptPart<Image>[] {
  const [first = "", ...segments] = text.split("<image ");
  if (segments.length === 0) {
    return [
      ...images.map((image) => ({ type: "image" as const, value: image })),
      { type: "text", value: text },
    ];
  }
  const parts: PromptPart<Image>[] = [{ type: "text", value: first }];
  for (const segment of segments) {
    const number = /^([1-9])>/.exec(segment)?.[1];
    const at = Number(number) - 1;
    if (number === undefined || at >= images.length) {
      throw new RangeError(
        `Cannot place the mark "<image ${segment.slice(0, 8)}": wanted one digit from 1 to ` +
          `${images.length} and ">"`,
      );
    }
    parts.push({ type: "image", value: images[at] as Image });
    parts.push({ type: "text", value: segment.slice(2) });
  }
  return parts;
}
