import { decimalValue } from "../python/characters.ts";
import { PY_WHITESPACE } from "../python/text.ts";

const MARK = new RegExp(`<image[${PY_WHITESPACE}]+(\\p{Nd}+)>`, "gu");

/** A prompt with plain marks, and which picture belongs to each. */
export interface OrderedImages {
  /** Numbers of the pictures, from 1, in the order of their marks. */
  readonly order: readonly number[];
  readonly text: string;
}

/**
 * Turns every `<image n>` of a prompt into `<image>`. The official prompt sends the pictures behind
 * the text in this order, a picture marked twice twice.
 *
 * Upstream: `MMMU-Benchmark/MMMU@bb0b95a9 mmmu-pro/infer/infer_gpt.py:replace_images_tokens`.
 */
export function orderImages(prompt: string): OrderedImages {
  const order = Array.from(prompt.matchAll(MARK), ([, number]) => decimalValue(number ?? ""));
  return { order, text: prompt.replace(MARK, "<image>") };
}
