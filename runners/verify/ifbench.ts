import { isEmoji } from "../../scoring/nlp/emoji.ts";
import { firstTag } from "../../scoring/nlp/first_tag.ts";
import { punktSentences } from "../../scoring/nlp/punkt.ts";
import { regexSentences } from "../../scoring/nlp/regex_sentences.ts";
import { isStopWord } from "../../scoring/nlp/stop_words.ts";
import { countSyllables } from "../../scoring/nlp/syllables.ts";
import { wordTokens } from "../../scoring/nlp/word_tokens.ts";
import { wordRuns } from "../../scoring/python/word_runs.ts";
import { ifbenchAccuracies } from "../../scoring/ifbench/accuracy.ts";
import type { Profile } from "../../scoring/ifbench/profile.ts";
import type { IfbenchRecord } from "../../scoring/ifbench/record.ts";
import { type Followed, scoreIfbench } from "../../scoring/ifbench/score.ts";
import type { VectorInput, VectorResult } from "./vector.ts";

/** Functions of a text that vectors name as `_component/<name>`. */
const COMPONENTS: Readonly<Record<string, (text: string) => unknown>> = {
  sent_tokenize: punktSentences,
  split_into_sentences_oc: regexSentences,
  word_tokenize: wordTokens,
  first_pos_tag: firstTag,
  syllables: countSyllables,
  is_emoji: isEmoji,
  stopwords: (text) => {
    const words = wordRuns(text);
    return { words: words.length, stopwords: words.filter(isStopWord).length };
  },
};

const COMPONENT = "_component/";

/** A part of the label that begins with `oc` or `opencompass`. */
const OPENCOMPASS = /(?:^|\/)(?:oc|opencompass)(?![a-z])/;

/**
 * Scores a vector of IFBench: a component by its name; a label with a part `oc` in the
 * `opencompass` profile; every other one (constraint ids, aggregates, replies under any label) in
 * the `official` profile. Texts are scored as they are; a missing one follows nothing.
 *
 * @throws {RangeError} if there is no such component
 */
export function ifbenchVector({ task, samples }: VectorInput): VectorResult {
  if (task.startsWith(COMPONENT)) {
    const component = componentNamed(task.slice(COMPONENT.length));
    const texts = samples.map(({ record }) => (record as { readonly text: string }).text);
    return { metrics: {}, perSample: texts.map(component) };
  }
  const profile = OPENCOMPASS.test(task) ? "opencompass" : "official";
  const perSample = samples.map(({ record, response }) =>
    follow(record as IfbenchRecord, response, profile)
  );
  return { metrics: ifbenchAccuracies(perSample), perSample };
}

function componentNamed(name: string): (text: string) => unknown {
  const component = Object.hasOwn(COMPONENTS, name) ? COMPONENTS[name] : undefined;
  if (component === undefined) {
    const known = Object.keys(COMPONENTS).join(", ");
    throw new RangeError(`Cannot score component "${name}" of "ifbench": known are ${known}`);
  }
  return component;
}

function follow(record: IfbenchRecord, response: unknown, profile: Profile): Followed {
  return scoreIfbench(record, typeof response === "string" ? response : "", profile);
}
