/** Mean lengths in tokens, of the pairs that both have text; `null` without any. */
export interface TokenLengths {
  readonly gt_tokens: number | null;
  readonly pred_tokens: number | null;
  readonly diff: number | null;
}

/**
 * How long true and predicted SVGs are, and how much longer the predicted ones. Pairs with an empty one
 * are left out. Upstream counts tokens of InternVL3-8B; a report only.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/utils/SArena/token_length.py`.
 *
 * @param count Tokens of a text
 */
export function tokenLengths(
  pairs: readonly (readonly [gold: string, pred: string])[],
  count: (text: string) => number,
): TokenLengths {
  const counted = pairs.flatMap(([gold, pred]) =>
    gold === "" || pred === "" ? [] : [[count(gold), count(pred)] as const]
  );
  const mean = (of: (gold: number, pred: number) => number) =>
    counted.length === 0
      ? null
      : counted.reduce((sum, pair) => sum + of(...pair), 0) / counted.length;
  return {
    gt_tokens: mean((gold) => gold),
    pred_tokens: mean((_, pred) => pred),
    diff: mean((gold, pred) => pred - gold),
  };
}
