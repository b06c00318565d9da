import assert from "node:assert/strict";
import { matchingMessages } from "./matching_prompt.ts";

const choices = { A: "rock {prediction}", B: "soil" };

Deno.test("matchingMessages() ends with question, options and answer as they are", () => {
  const [message, ...more] = matchingMessages({
    question: "What {is} it",
    choices,
    prediction: "$& {question}",
  });
  assert.equal(more.length, 0);
  assert.equal(message?.role, "user");
  const text = String(message?.content);
  assert.ok(text.endsWith(
    "Question: What {is} it?\nOptions: There are several options: \nA. rock {prediction}\nB. soil\n" +
      "Answer: $& {question}\nYour output: ",
  ));
  assert.match(text, /Your output: C\n/);
  assert.match(text, /Your output: Z\n/);
});

Deno.test("matchingMessages() is in Chinese where the question holds a Chinese character", () => {
  const content = (question: string) =>
    String(matchingMessages({ question, choices: { A: "一" }, prediction: "x" })[0]?.content);
  assert.match(content("这是 what"), /选项/);
  assert.doesNotMatch(content("what"), /选项/);
  assert.match(content("これは何"), /选项/);
  assert.doesNotMatch(content("なに"), /选项/);
});
