import { cachedByWord } from "./cached_by_word.ts";
import { commonNgrams, ngramCounts } from "./ngrams.ts";
import { porterStem } from "./porter.ts";

/** How {@linkcode rouge} cuts texts into words. */
export interface RougeOptions {
  /** Whether words of more than three letters are cut to their Porter stem. Default `false` */
  readonly stems?: boolean;
}

/** F-measures, 0..1. */
export interface Rouge {
  readonly rouge1: number;
  readonly rouge2: number;
  readonly rougeL: number;
}

/** Words of a text: runs of ASCII letters and digits, in lower case. */
export function rougeTokens(text: string, { stems = false }: RougeOptions = {}): string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return stems ? words.map((word) => word.length > 3 ? stemOf(word) : word) : words;
}

const stemOf = cachedByWord(porterStem);

/**
 * ROUGE-1, ROUGE-2 and ROUGE-L of a text against one reference. 0 where a side has no words; the two
 * may change places.
 *
 * Time grows with the product of the numbers of words.
 *
 * Upstream: `rouge_score` 0.1.2 (google-research `rouge/rouge_scorer.py`), `RougeScorer.score`.
 */
export function rouge(reference: string, text: string, options: RougeOptions = {}): Rouge {
  const gold = rougeTokens(reference, options);
  const words = rougeTokens(text, options);
  const overlap = (n: number): number => {
    const common = commonNgrams(ngramCounts(gold, n), ngramCounts(words, n));
    return fMeasure(common, words.length - n + 1, gold.length - n + 1);
  };
  return {
    rouge1: overlap(1),
    rouge2: overlap(2),
    rougeL: fMeasure(longestCommon(gold, words), words.length, gold.length),
  };
}

function fMeasure(common: number, predicted: number, wanted: number): number {
  if (common === 0) return 0;
  const precision = common / predicted;
  const recall = common / wanted;
  return 2 * precision * recall / (precision + recall);
}

/** Length of the longest sequence of words that both have in this order. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  const ids = new Map<string, number>();
  const numbered = (words: readonly string[]) =>
    Uint32Array.from(words, (word) => {
      const id = ids.get(word) ?? ids.size;
      ids.set(word, id);
      return id;
    });
  const [rows, columns] = a.length < b.length
    ? [numbered(b), numbered(a)]
    : [numbered(a), numbered(b)];
  const lengths = new Uint32Array(columns.length + 1);
  for (const row of rows) {
    let diagonal = 0;
    for (let at = 0; at < columns.length; at++) {
      const above = lengths[at + 1] ?? 0;
      lengths[at + 1] = row === columns[at] ? diagonal + 1 : Math.max(above, lengths[at] ?? 0);
      diagonal = above;
    }
  }
  return lengths[columns.length] ?? 0;
}
