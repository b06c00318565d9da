/**
 * `string.punctuation` and what official scorers do with it.
 *
 * @module
 */

/** Python's `string.punctuation`: the 32 ASCII punctuation characters. */
export const PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

const RUN = /[!-/:-@[-`{-~]+/g;

/** `text.translate(str.maketrans("", "", string.punctuation))`. */
export function removePunctuation(text: string): string {
  return text.replace(RUN, "");
}
