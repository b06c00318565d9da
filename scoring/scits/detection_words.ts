/** Words that decide whether a reply says yes, by data set; parts of words count. */
export interface DetectionWords {
  /** Any of these says no, before anything else is looked for. */
  readonly no: readonly string[];
  /** Any of these says yes; without any, whatever says no word does. */
  readonly yes: readonly string[];
}

/** Upstream's words. `MDD` is the depression EEG, `MIMII Due` the machine sounds. */
const WORDS: Readonly<Record<string, DetectionWords>> = {
  "GWOSC GW Event": { no: ["no", "not"], yes: [] },
  STEAD: { no: ["no", "not"], yes: [] },
  MDD: { no: ["healthy"], yes: ["depressive"] },
  "MIMII Due": { no: ["normal"], yes: ["anomaly"] },
  TIMECAP: { no: ["not"], yes: [] },
  TS_MQA: { no: ["normal", "no anomalies"], yes: ["anomaly", "anomalous"] },
};

/** Whether a data set has words that decide. */
export function hasWords(dataset: string): boolean {
  return Object.hasOwn(WORDS, dataset);
}

/**
 * The words of a data set.
 *
 * Upstream: `TimeOmni@4d4a9f4c eval_benchmark.py` (`DETECTION_DICT`).
 *
 * @throws {RangeError} if the data set has none
 */
export function detectionWords(dataset: string): DetectionWords {
  const words = hasWords(dataset) ? WORDS[dataset] : undefined;
  if (words !== undefined) return words;
  throw new RangeError(
    `Cannot tell yes from no in replies about "${dataset}": known are ${
      Object.keys(WORDS).join(", ")
    }`,
  );
}

/**
 * What a reply says: yes, no, or `null` where neither is to be told.
 *
 * "noise", "know" and "another" say no about `GWOSC GW Event` and `STEAD`, where an empty reply says
 * yes; "abnormal" says no, "no anomaly" yes.
 */
export function detect(reply: string, { no, yes }: DetectionWords): boolean | null {
  const text = reply.toLowerCase();
  if (no.some((word) => text.includes(word))) return false;
  return yes.length === 0 || yes.some((word) => text.includes(word)) ? true : null;
}
