/** How alike two texts are in the eyes of a model, each 0..1 for all but odd models. */
export interface BertScore {
  /** How much of the answer is in the reference. */
  readonly precision: number;
  /** How much of the reference is in the answer. */
  readonly recall: number;
  readonly f1: number;
}

/** BERTScore with roberta-large, layer 14. Implemented in `runners/tools`. */
export interface BertScorer {
  /** @throws {Error} in a sentence, if the model gave no number */
  score(answer: string, reference: string, signal?: AbortSignal): Promise<BertScore>;
}

/** A model that says whether a text entails a sentence. Implemented in `runners/tools`. */
export interface EntailmentModel {
  /**
   * For each hypothesis the logit of "entailed": the larger, the more it follows from the premise.
   *
   * @throws {Error} in a sentence, if the model gave no numbers
   */
  entailment(
    premise: string,
    hypotheses: readonly string[],
    signal?: AbortSignal,
  ): Promise<readonly number[]>;
}
