import assert from "node:assert/strict";
import type { Json } from "../json.ts";
import { constraints } from "./constraints.ts";
import { profiles } from "./profile.ts";
import type { IfbenchRecord } from "./record.ts";
import { referenceReply } from "./reference.ts";
import { scoreIfbench } from "./score.ts";

const REQUEST = "Describe the harbour at dusk, with boats, ropes, gulls and the smell of tar";

/** Invented arguments. */
const KWARGS: Readonly<Record<string, Record<string, Json>>> = {
  "count:word_count_range": { min_words: 24, max_words: 25 },
  "count:unique_word_count": { N: 170 },
  "count:conjunctions": { small_n: 6 },
  "count:person_names": { N: 39 },
  "count:numbers": { N: 15 },
  "count:pronouns": { N: 25 },
  "count:words_japanese": { N: 7 },
  "count:keywords_multiple": {
    keyword1: "tar",
    keyword2: "gull",
    keyword3: "rope",
    keyword4: "boat",
    keyword5: "dusk",
  },
  "ratio:stop_words": { percentage: 0 },
  "ratio:overlap": { percentage: 61, reference_text: REQUEST },
  "words:repeats": { small_n: 1 },
  "words:keywords_specific_position": { keyword: "rope", n: 12, m: 20 },
  "words:words_position": { keyword: "gull" },
  "sentence:keyword": { word: "gull", N: 9 },
  "sentence:increment": { small_n: 5 },
  "format:options": { options: "red/green/blue" },
  "format:list": { sep: "SEPARATOR" },
  "repeat:repeat_change": { prompt_to_repeat: REQUEST },
  "repeat:repeat_span": { prompt_to_repeat: REQUEST, n_start: 2, n_end: 6 },
};

/** Pairs that stand together in the benchmark. */
const PAIRS: readonly (readonly [string, string])[] = [
  ["count:numbers", "count:conjunctions"],
  ["count:numbers", "count:unique_word_count"],
  ["count:word_count_range", "format:list"],
  ["format:emoji", "sentence:keyword"],
  ["format:line_indent", "ratio:sentence_words"],
  ["format:list", "words:no_consecutive"],
  ["format:options", "format:newline"],
  ["format:quotes", "format:emoji"],
  ["format:sub-bullets", "ratio:stop_words"],
  ["format:thesis", "count:word_count_range"],
  ["ratio:overlap", "sentence:keyword"],
  ["ratio:sentence_balance", "words:consonants"],
  ["sentence:increment", "format:thesis"],
  ["sentence:keyword", "count:word_count_range"],
  ["words:alphabet", "format:parentheses"],
  ["words:consonants", "ratio:overlap"],
  ["words:consonants", "words:odd_even_syllables"],
  ["words:start_verb", "count:person_names"],
  ["words:vowel", "count:pronouns"],
];

function recordOf(ids: readonly string[]): IfbenchRecord {
  return { instruction_id_list: ids, kwargs: ids.map((id) => KWARGS[id] ?? {}) };
}

for (const ids of [...[...constraints.keys()].map((id) => [id]), ...PAIRS]) {
  Deno.test(`referenceReply() follows ${ids.join(" and ")}`, () => {
    const record = recordOf(ids);
    for (const profile of profiles) {
      const reply = referenceReply(record, profile);
      assert.ok(reply !== null);
      assert.equal(reply, reply.trim());
      // Of characters and of words: no reply is both.
      const wanted = ids[0] === "repeat:repeat_span" ? [profile] : profiles;
      for (const other of wanted) {
        assert.ok(scoreIfbench(record, reply, other).strict.every(Boolean), `${other}: ${reply}`);
      }
    }
  });
}

Deno.test("referenceReply() gives the same reply for the same record", () => {
  const record = recordOf(["ratio:overlap", "sentence:keyword"]);
  assert.equal(referenceReply(record, "official"), referenceReply(record, "official"));
});

Deno.test("referenceReply() gives up where no reply can follow", () => {
  const kwargs = [{ N: 2 }, {}];
  const record = { instruction_id_list: ["count:numbers", "custom:character_reverse"], kwargs };
  const impossible = {
    instruction_id_list: ["format:options", "format:newline"],
    kwargs: [{ options: "I agree or I disagree" }, {}],
  };
  assert.ok(referenceReply(record, "official") !== null);
  assert.equal(referenceReply(impossible, "official"), null);
});
