import { loneLetter } from "../answers/stated_letter.ts";
import type { Reading } from "../vlmevalkit/mcq_scorer.ts";
import { statedReading } from "../vlmevalkit/stated_reading.ts";
import { jsonAnswer } from "./json_answer.ts";

/** {@linkcode statedReading}, behind the letter that stands alone under `answer` of a JSON reply. */
export const msearthReading: Reading = {
  id: "json-stated",
  read(reply, letters) {
    const json = jsonAnswer(reply);
    const letter = json.kind === "field" ? loneLetter(json.text, letters) : null;
    return letter === null ? statedReading.read(reply, letters) : { letter };
  },
};
