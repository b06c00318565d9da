import { toFloat, typeName } from "../python/arithmetic.ts";
import type { Data } from "../python/data.ts";
import { PythonError } from "../python/error.ts";
import { evaluate } from "../python/expression.ts";
import { floatRepr } from "../python/repr.ts";
import { pyRound } from "../python/round.ts";
import { text } from "./fields.ts";
import { itemsOf } from "./look_up.ts";
import { type Declare, ToolError } from "./toolkit.ts";

const CHARACTERS = "0123456789+-*/(). ";

/** The calculator of airline and retail: arithmetic, rounded to two places, as a float's text. */
export function calculator<Db, Memory>(words: Declare<Db, Memory>) {
  return words.tool(
    "calculate",
    "generic",
    "Compute an arithmetic expression of numbers, + - * /, parentheses and blanks.",
    { expression: text },
    (_db, { expression }) => calculate(expression),
  );
}

function calculate(expression: Data): string {
  for (const character of itemsOf(expression)) {
    if (typeof character !== "string") {
      throw new PythonError(
        "TypeError",
        `'in <string>' requires string as left operand, not ${typeName(character)}`,
      );
    }
    if (!CHARACTERS.includes(character)) throw new ToolError("Invalid characters in expression");
  }
  if (typeof expression !== "string") {
    throw new PythonError("TypeError", "eval() arg 1 must be a string, bytes or code object");
  }
  return floatRepr(pyRound(toFloat(evaluate(expression)), 2));
}

/** Every domain's way out: ends nothing by itself, the user simulator does. */
export function transferToHumanAgents<Db, Memory>(words: Declare<Db, Memory>) {
  return words.tool(
    "transfer_to_human_agents",
    "generic",
    "Hand the user over to a human agent with a summary of the issue. Only when the user asks for " +
      "one, or when policy and tools leave no way to solve the issue.",
    { summary: text },
    () => "Transfer successful",
  );
}
