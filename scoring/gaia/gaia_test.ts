import assert from "node:assert/strict";
import fc from "fast-check";
import { finalAnswer } from "./final_answer.ts";
import { isQuasiExact } from "./quasi_exact.ts";

const ANSWERS: readonly (readonly [why: string, reply: string, answer: string])[] = [
  ["plain", "I looked.\nFINAL ANSWER: Oslo", "Oslo"],
  ["any case, blanks between", "final \t answer : Oslo", "Oslo"],
  ["bold around the words", "**Final Answer**: Oslo", "Oslo"],
  ["bold around words and colon", "**FINAL ANSWER:** Oslo", "Oslo"],
  ["bold around everything", "**FINAL ANSWER: Oslo**", "Oslo"],
  ["the last of several", "FINAL ANSWER: Rome\nno\nFINAL ANSWER: Oslo", "Oslo"],
  ["the last that has a colon", "FINAL ANSWER: Oslo\nThat was my final answer.", "Oslo"],
  ["the next line", "FINAL ANSWER:\n\nOslo\nmore", "Oslo"],
  ["marks around the whole", "FINAL ANSWER: [`**Oslo**`]", "Oslo"],
  ["no mark", "Oslo.", "Oslo."],
  ["no mark, several lines", "It is\nOslo", "It is\nOslo"],
  ["nothing behind", "FINAL ANSWER:", ""],
  ["marks around nothing", "FINAL ANSWER: [YOUR]\nFINAL ANSWER: []", ""],
  ["one mark alone", "FINAL ANSWER: *", ""],
  ["a mark that does not enclose", "FINAL ANSWER: [a] or [b", "[a] or [b"],
];

for (const [why, reply, answer] of ANSWERS) {
  Deno.test(`finalAnswer() finds the answer: ${why}`, () => {
    assert.equal(finalAnswer(reply), answer);
  });
}

Deno.test("finalAnswer() gives back an answer that was named", () => {
  const word = fc.stringMatching(/^[a-z0-9,. ]{1,20}$/).map((text) => text.trim());
  fc.assert(fc.property(fc.string(), word, (before, answer) => {
    assert.equal(finalAnswer(`${before}\nFINAL ANSWER: ${answer}`), answer);
  }));
});

Deno.test("finalAnswer() takes no longer than linear time on long replies", () => {
  const started = performance.now();
  for (
    const part of [" ", "*", "final answer ", "final ", "final answer *", "[", "**", "\n", "`"]
  ) {
    finalAnswer(`final answer${part.repeat(300_000)}`);
    finalAnswer(`final answer:${part.repeat(300_000)}`);
  }
  assert.ok(performance.now() - started < 20_000);
});

// Own answers, judged by the leaderboard's program.
const MATCHES: readonly (readonly [answer: string, wanted: string, correct: boolean])[] = [
  ["$1,700.0", "1700", true],
  ["1_700", "1700", true],
  ["\uff11\uff17", "17", true],
  ["17 people", "17", false],
  ["anything", "inf", true],
  ["5", "inf", false],
  ["nan", "nan", false],
  ["1234", "1,234", false],
  ["1;234", "1,234", true],
  ["b,12.0", "B, 12", true],
  ["St Ives, x", "St. Ives, x", false],
  ["a,b", "b,a", false],
  ["a", "a,", false],
  ["sea-gull!", "Sea Gull", true],
  ["8900", "$89.00", true],
  ["", "?", true],
  ["10\u201312", "10-12", false],
  ["True.", "true", true],
];

for (const [answer, wanted, correct] of MATCHES) {
  Deno.test(`isQuasiExact() says ${correct} for "${answer}" where "${wanted}" is wanted`, () => {
    assert.equal(isQuasiExact(answer, wanted), correct);
  });
}
