import assert from "node:assert/strict";
import type { Json } from "../json.ts";
import { type ArgumentKind, CheckCrash } from "./constraint.ts";
import { constraints } from "./constraints.ts";
import { profiles } from "./profile.ts";
import { replyOf } from "./reply.ts";

const SIZE = 200_000;

/** A pattern over and over. */
function filled(pattern: string, size = SIZE): string {
  return pattern.repeat(Math.ceil(size / pattern.length)).slice(0, size);
}

/** Texts on which a pattern that backtracks would need minutes. */
const HOSTILE: readonly (readonly [what: string, text: string])[] = [
  ["blanks after an abbreviation", `Mr.${" ".repeat(SIZE)}x`],
  ["a mark and a line break", filled("! \n", SIZE / 2)],
  ["closed sentences", filled('.)"')],
  ["spaced dots", filled(". ", SIZE / 2)],
  ["one word", "A".repeat(SIZE)],
  ["quotes", filled("'a \"")],
  ["blank lines", `${filled("\n \n")}x`],
  ["line breaks after a question", `Question 1.${"\n".repeat(SIZE)}Q`],
  [
    "a quoted field without an end",
    `ProductID,Category,Brand,Price,Stock\n${'1,2,3,4,"!!\n'.repeat(13)}1,2,3,4,"${
      "!".repeat(SIZE)
    }`,
  ],
  ["blanks in a header", `StudentID\t${" ".repeat(SIZE)}x`],
];

const ARGUMENTS: Readonly<Record<ArgumentKind, Json>> = {
  number: 3,
  index: 1,
  position: 2,
  text: "or a/B-c.c+ ",
};

for (const [what, text] of HOSTILE) {
  Deno.test(`every checker is done with a long reply in time: ${what}`, () => {
    for (const [id, { argumentKinds, bind }] of constraints) {
      const kwargs = Object.fromEntries(
        Object.entries(argumentKinds).map(([name, kind]) => [name, ARGUMENTS[kind]]),
      );
      for (const profile of profiles) {
        const check = bind(kwargs, profile);
        const began = performance.now();
        try {
          check(replyOf(text, profile));
        } catch (cause) {
          assert.ok(cause instanceof CheckCrash, `${id} in ${profile}`);
        }
        const ms = performance.now() - began;
        assert.ok(ms < 20_000, `${id} in ${profile} took ${ms.toFixed(0)} ms`);
      }
    }
  });
}
