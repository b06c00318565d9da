/**
 * Options of a question as the official prompts write them. Old revisions of the data pad with the
 * literal `N/A`, and prompts differ in what becomes of the letters behind one.
 *
 * @module
 */
import { pyStrip } from "../python/text.ts";

/** Letters of options; records have at most ten, OpenCompass names sixteen. */
export const LETTERS = "ABCDEFGHIJKLMNOP";

const PADDING = "N/A";

function line(index: number, option: string): string {
  return `${LETTERS.charAt(index)}. ${option}\n`;
}

/**
 * One line an option; an `N/A` is left out and its letter with it (`A`, `C`, ...). Trimmed.
 *
 * Upstream: `opencompass@a5acc4bb opencompass/datasets/mmlu_pro.py` (`_parse`).
 */
export function gapOptions(options: readonly string[]): string {
  return pyStrip(options.map((option, at) => option === PADDING ? "" : line(at, option)).join(""));
}

/** The option's line that belongs to an answer letter by the same rule, `""` where there is none. */
export function gapAnswer(options: readonly string[], letter: string): string {
  const at = LETTERS.indexOf(letter);
  const option = options[at];
  return letter.length !== 1 || option === undefined || option === PADDING ? "" : line(at, option);
}

/** The letters that the same rule leaves. */
export function gapLetters(options: readonly string[]): string {
  return options.map((option, at) => option === PADDING ? "" : LETTERS.charAt(at)).join("");
}

/**
 * One line an option; every `N/A` is taken out before letters are given, so that they close up.
 *
 * Upstream: `TIGER-AI-Lab/MMLU-Pro@f418b116 evaluate_from_api.py` (`preprocess`, `format_example`).
 */
export function closedOptions(options: readonly string[]): string {
  return withoutPadding(options).map((option, at) => line(at, option)).join("");
}

/** The options without `N/A`. */
export function withoutPadding(options: readonly string[]): readonly string[] {
  return options.filter((option) => option !== PADDING);
}

/**
 * One line an option, the first ten, each trimmed; an `N/A` is an option like any other.
 *
 * Upstream: `lm-evaluation-harness@4e7e0d47 lm_eval/tasks/mmlu_pro/utils.py`.
 */
export function strippedOptions(options: readonly string[]): string {
  return options.slice(0, 10).map((option, at) => line(at, pyStrip(option))).join("");
}
