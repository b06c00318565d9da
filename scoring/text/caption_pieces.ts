import type { JsonObject } from "../json.ts";
import { BLEU_2, type BleuCounts, bleuCounts, bleuOf } from "./bleu.ts";
import { meteor } from "./meteor.ts";
import { wordPieces } from "./word_piece.ts";

/** Word pieces of a caption at most; the tokenizer adds no marks of its ends. */
const MAX_PIECES = 512;

/**
 * What BLEU and METEOR on SciBERT's word pieces need of one caption, for {@linkcode pieceNumbers}; empty
 * without a vocabulary.
 */
export function pieceValues(
  text: string,
  reference: string,
  vocabulary: ReadonlySet<string> | undefined,
): JsonObject {
  if (vocabulary === undefined) return {};
  const cut = (side: string) => wordPieces(side, vocabulary, MAX_PIECES);
  const pair = { reference: cut(reference), hypothesis: cut(text) };
  return {
    pieces: { bleu: { ...bleuCounts(pair) }, meteor: meteor(pair.reference, pair.hypothesis) },
  };
}

/**
 * BLEU-2, BLEU-4 and mean METEOR over the captions that have {@linkcode pieceValues}, by upstream's
 * names; nothing where a caption was judged without the vocabulary.
 *
 * Upstream: `LLM4Chem@43ab5fcc utils/metrics.py:calculate_text_metrics`, and the same of
 * `zjunlp/Mol-Instructions`.
 */
export function pieceNumbers(captions: readonly JsonObject[]): Record<string, number> {
  const found = captions.flatMap(({ pieces }) =>
    pieces === undefined ? [] : [pieces]
  ) as unknown as {
    readonly bleu: BleuCounts;
    readonly meteor: number;
  }[];
  if (found.length === 0 || found.length < captions.length) return {};
  const counts = found.map(({ bleu }) => bleu);
  // In order of size, so that the order of samples makes no difference.
  const sum = found.map((caption) => caption.meteor).toSorted((a, b) => a - b)
    .reduce((total, value) => total + value, 0);
  return {
    bleu2: bleuOf(counts, BLEU_2),
    bleu4: bleuOf(counts),
    meteor_score: sum / found.length,
  };
}
