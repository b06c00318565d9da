import { punktSentences } from "../nlp/punkt.ts";
import { regexSentences } from "../nlp/regex_sentences.ts";
import { wordTokens } from "../nlp/word_tokens.ts";
import { lazy } from "../lazy.ts";
import { removePunctuation } from "../python/punctuation.ts";
import { pySplit } from "../python/text.ts";
import { wordRuns } from "../python/word_runs.ts";
import type { Profile } from "./profile.ts";

/** A reply (or a variant of it) as the checkers look at it; each view is made once, when asked for. */
export interface Reply {
  readonly text: string;
  /** The text in lower case. */
  lower(): string;
  /** Words between white space. */
  words(): readonly string[];
  /** Words between white space, of the text in lower case without punctuation. */
  plainLowerWords(): readonly string[];
  /** Runs of word characters. */
  wordRuns(): readonly string[];
  /** NLTK's word tokens. */
  tokens(): readonly string[];
  /** Sentences of the text. */
  sentences(): readonly string[];
  /** Splits another text into sentences, the same way. */
  sentencesOf(text: string): readonly string[];
}

/** Views a text; the profile decides how sentences are split. */
export function replyOf(text: string, profile: Profile): Reply {
  const sentencesOf = profile === "official" ? punktSentences : regexSentences;
  const lower = lazy(() => text.toLowerCase());
  return {
    text,
    lower,
    words: lazy(() => pySplit(text)),
    plainLowerWords: lazy(() => pySplit(removePunctuation(lower()))),
    wordRuns: lazy(() => wordRuns(text)),
    tokens: lazy(() => wordTokens(text)),
    sentences: lazy(() => sentencesOf(text)),
    sentencesOf,
  };
}
