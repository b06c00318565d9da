import { statedLetter } from "../answers/stated_letter.ts";
import type { Reading } from "./mcq_scorer.ts";

/**
 * Takes a letter that the reply boxes or writes behind `Answer:` before the chain looks at it: our own
 * default, for prompts that ask for such an ending.
 */
export const statedReading: Reading = {
  id: "stated",
  read(reply, letters) {
    const letter = statedLetter(reply, letters);
    return letter === null ? { text: reply } : { letter };
  },
};
