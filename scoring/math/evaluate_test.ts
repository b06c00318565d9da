import assert from "node:assert/strict";
import fc from "fast-check";
import { asRational } from "./exact.ts";
import { evaluate } from "./evaluate.ts";
import { Undecided } from "./fraction.ts";
import { parseLatex } from "./parse.ts";

/** The value as `n` or `n/d`; `?` where nothing is known, `failed` where it cannot be read. */
function valueOf(latex: string): string {
  const parsed = parseLatex(latex);
  if (parsed.kind !== "parsed") return parsed.kind === "failed" ? "failed" : "?";
  const { statement } = parsed;
  switch (statement.type) {
    case "relation":
    case "chain":
    case "set":
    case "tuple":
    case "interval":
      return statement.type;
  }
  try {
    const value = asRational(evaluate(statement));
    if (value === null) return "irrational";
    return value.d === 1n ? String(value.n) : `${value.n}/${value.d}`;
  } catch (cause) {
    assert.ok(cause instanceof Undecided, String(cause));
    return "?";
  }
}

const TABLE: readonly (readonly [string, string])[] = [
  ["070", "70"],
  ["70.50", "141/2"],
  [".5", "1/2"],
  ["70.", "failed"],
  ["7E1", "70"],
  ["1,070", "1070"],
  ["-1,070", "-1070"],
  ["1,070,000.5", "2140001/2"],
  ["0,070", "7/100"],
  ["0,070,000", "failed"],
  ["1, 070", "set"],
  ["1,070+1", "set"],
  ["204_{10}", "204"],
  ["70\\%", "7/10"],
  ["7000 \\%", "70"],
  ["70^\\circ", "70"],
  ["+70", "70"],
  ["--70", "70"],
  ["-(-70)", "70"],
  ["-2^2", "-4"],
  ["2^3^2", "64"],
  ["2^{3}4", "32"],
  ["2^{-1}", "1/2"],
  ["2^-1", "failed"],
  ["0^0", "1"],
  ["7 0", "0"],
  ["6 2", "8"],
  ["1\\,070", "71"],
  ["0 70", "70"],
  ["2(35)", "37"],
  ["(2)(35)", "37"],
  ["2(-35)", "-70"],
  ["(-2)(35)", "-37"],
  ["3(4+5)", "27"],
  ["2\\frac{1}{2}", "5/2"],
  ["2\\frac{4+5}{3}", "6"],
  ["2\\sqrt{4}", "4"],
  ["6/2(1+2)", "1"],
  ["140:2", "70"],
  ["140÷2", "70"],
  ["\\frac{1}{0}", "?"],
  ["5!", "120"],
  ["3!!", "720"],
  ["171!", "?"],
  ["\\binom{8}{4}", "70"],
  ["{8 \\choose 4}", "70"],
  ["2\\binom{8}{4}", "72"],
  ["\\sqrt{4900}", "70"],
  ["\\sqrt[3]{729}", "9"],
  ["8^{2/3}", "4"],
  ["\\sqrt{2}\\cdot\\sqrt{8}", "4"],
  ["(3+\\sqrt{2})(3-\\sqrt{2})", "7"],
  ["\\frac{1}{\\sqrt{2}-1}-\\sqrt{2}", "1"],
  ["\\sqrt{2}", "irrational"],
  ["\\sqrt{-4}", "?"],
  ["\\sqrt[3]{2}", "?"],
  ["\\lfloor -70.5 \\rfloor", "-71"],
  ["\\lceil 70.5 \\rceil", "71"],
  ["\\lfloor\\sqrt{5000}\\rfloor", "70"],
  ["\\lfloor 100\\pi\\rfloor", "314"],
  ["\\lfloor 100e\\rfloor", "271"],
  ["|3-73|", "70"],
  ["||-7||", "7"],
  ["|7|+|63|", "70"],
  ["|8|-2|3|", "?"],
  ["|3|+|2|\\cdot 11|7|", "?"],
  ["|\\sqrt{2}-\\sqrt{3}|+\\sqrt{2}-\\sqrt{3}", "0"],
  ["\\gcd(140,210)", "70"],
  ["\\operatorname{lcm}(14,10)", "70"],
  ["\\max(1,\\frac{3}{2})", "3/2"],
  ["\\min(\\sqrt{2},2)", "irrational"],
  ["1070 \\mod 100", "70"],
  ["-7 \\mod 5", "3"],
  ["\\log_2 8", "3"],
  ["\\log_8 (4)", "2/3"],
  ["\\log 100", "2"],
  ["\\ln e^{5}", "5"],
  ["\\log_2 3", "?"],
  ["\\sin\\frac{\\pi}{6}", "1/2"],
  ["\\cos^2(\\pi/4)", "1/2"],
  ["\\tan(-\\frac{3\\pi}{4})", "1"],
  ["\\cos 0", "1"],
  ["\\sin 30^\\circ", "?"],
  ["\\sum_{k=1}^{4} k\\cdot 7", "70"],
  ["\\sum_{k=1}^{4} k + 60", "70"],
  ["\\prod_{k=1}^{3}(k+1)", "24"],
  ["\\sum_{k=1}^{0} k", "0"],
  ["\\sum_{k=1}^{\\infty} k", "?"],
  ["\\Gamma(5)", "24"],
  ["0x", "0"],
  ["x", "?"],
  ["70+x-x", "?"],
  ["0.5\\cdot 140.0", "70"],
  ["0.7\\cdot 100", "?"],
  ["70.1-0.1", "?"],
  ["7\\pm 0", "set"],
  ["(70,71)", "interval"],
  ["(1;2;3)", "tuple"],
  ["x<70", "relation"],
  ["70 \\approx 71", "70"],
  ["x \\approx 71", "71"],
  ["\\unknown", "failed"],
  ["\\int_0^1 x dx", "?"],
  ["７０", "failed"],
];

for (const [latex, wanted] of TABLE) {
  Deno.test(`evaluate() of ${latex} is ${wanted}`, () => {
    assert.equal(valueOf(latex), wanted);
  });
}

Deno.test("evaluate() agrees with arithmetic on rendered expressions", () => {
  interface Rendered {
    readonly latex: string;
    readonly value: number;
  }
  const { expression } = fc.letrec<{ expression: Rendered }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4 },
      fc.integer({ min: 0, max: 99 }).map((value) => ({ latex: String(value), value })),
      fc.tuple(tie("expression"), fc.constantFrom("+", "-", "\\cdot"), tie("expression")).map(
        ([a, sign, b]) => ({
          latex: `((${a.latex})${sign} (${b.latex}))`,
          value: sign === "+"
            ? a.value + b.value
            : sign === "-"
            ? a.value - b.value
            : a.value * b.value,
        }),
      ),
    ),
  }));
  const small = expression.filter(({ value }) => Number.isSafeInteger(value));
  fc.assert(fc.property(small, ({ latex, value }) => {
    assert.equal(valueOf(latex), String(value + 0));
  }));
});
