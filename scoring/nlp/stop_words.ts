import packed from "./data/stopwords_english.json" with { type: "json" };
import { lazy } from "../lazy.ts";
import { unpackText } from "./packed.ts";

const stopWords = lazy(() => new Set(unpackText(packed).split("\n").filter((word) => word !== "")));

/** True for an English stop word of NLTK's list, in any case. */
export function isStopWord(word: string): boolean {
  return stopWords().has(word.toLowerCase());
}
