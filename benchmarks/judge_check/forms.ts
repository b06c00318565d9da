/**
 * Pairs about the form of an answer: the same in other words, nearly the same, units and rounding.
 * Self-written; no row of a benchmark.
 *
 * @module
 */
import { category, type JudgePair } from "./pair.ts";

/** Equivalent forms are right; the rows that are not look equivalent and are not. */
const equivalentForms = category("equivalent forms", {
  correct: [
    ["What share of the cake is left?", "3/4", "The share left is \\boxed{0.75}."],
    ["Simplify the surd.", "2\\sqrt{3}", "It is $\\sqrt{12}$."],
    ["Solve for x.", "x = -2 or x = 5", "The solutions are $\\{5, -2\\}$."],
    ["Give the derivative of sin(x)^2.", "2 sin(x) cos(x)", "\\boxed{\\sin(2x)}"],
    ["How large is the number?", "1200000", "About it: exactly 1.2 × 10^6."],
    ["Factor the polynomial.", "(x - 1)(x + 4)", "x^2 + 3x - 4 = (x + 4)(x - 1)"],
    ["Name the element with atomic number 11.", "Na", "The element is sodium."],
    ["On which date was the lighthouse lit?", "1859-07-14", "It was lit on 14 July 1859."],
    ["Is the matrix invertible?", "True", "Yes, since its determinant is 6, it is invertible."],
    ["Evaluate the logarithm.", "\\ln 8", "The value is $3\\ln 2$."],
    ["Which interval?", "[0, 5)", "All $x$ with $0 \\le x < 5$."],
    ["What is the probability?", "25%", "\\boxed{\\frac14}"],
  ],
  incorrect: [
    ["What share of the cake is left?", "3/4", "The share left is \\boxed{0.34}."],
    ["Simplify the surd.", "2\\sqrt{3}", "It is $\\sqrt{6}$."],
    ["Give the derivative of sin(x)^2.", "2 sin(x) cos(x)", "\\boxed{2\\sin(x)}"],
    ["Which interval?", "[0, 5)", "All $x$ with $0 < x \\le 5$."],
    ["How large is the number?", "1200000", "1.2 × 10^5"],
    ["Name the element with atomic number 11.", "Na", "The element is nickel."],
  ],
});

/** One digit, one sign or one word away. */
const nearMisses = category("near misses", {
  correct: [
    ["What is 48 times 12?", "576", "48 · 12 = 480 + 96 = 576."],
    ["Which gas is set free?", "carbon dioxide", "Carbon dioxide is set free."],
    ["Where is the maximum?", "x = -3", "The maximum lies at $x=-3$."],
    ["Who leads the expedition?", "the geologist", "The geologist leads it, not the pilot."],
  ],
  incorrect: [
    ["What is 48 times 12?", "576", "48 · 12 = 480 + 86 = 566."],
    ["Which gas is set free?", "carbon dioxide", "Carbon monoxide is set free."],
    ["Where is the maximum?", "x = -3", "The maximum lies at $x=3$."],
    ["Which compound forms?", "iron(III) oxide", "Iron(II) oxide forms."],
    ["In which year did the mill burn?", "1847", "The mill burned in 1874."],
    ["Which base pairs with adenine in RNA?", "uracil", "Thymine pairs with adenine."],
    ["Give the interior angle.", "\\frac{2\\pi}{3}", "\\boxed{\\frac{\\pi}{3}}"],
    ["How many moons were counted?", "at least 12", "At most 12 moons were counted."],
    ["Which option?", "C", "The answer is (D)."],
    ["Name the muscle.", "flexor carpi radialis", "The flexor carpi ulnaris."],
    ["What is the charge?", "+2", "The ion carries a charge of -2."],
    ["State the next term.", "1/32", "The next term is 1/36."],
  ],
});

/** Units have to fit, and rounding has to be what the question asks for. */
const unitsAndRounding = category("units and rounding", {
  correct: [
    ["How long is the rope in metres?", "2.5 m", "The rope is 250 cm long, that is 2.5 m."],
    ["How heavy is the crate?", "3 kg", "The crate weighs 3000 g."],
    ["How long does it take?", "1.5 hours", "It takes 90 minutes."],
    ["Round pi to two decimals.", "3.14", "Rounded to two decimals it is 3.14."],
    ["What is the pressure in kPa?", "101.3 kPa", "101300 Pa, so 101.3 kPa"],
    ["Give the answer to the nearest integer.", "17", "16.8 rounds to \\boxed{17}."],
    ["What is the temperature in kelvin?", "300 K", "27 °C is 300 K (rounded)."],
    ["How much is one ticket?", "$4.50", "Each ticket is 4 dollars and 50 cents."],
  ],
  incorrect: [
    ["How long is the rope in metres?", "2.5 m", "The rope is 2.5 cm long."],
    ["How heavy is the crate?", "3 kg", "The crate weighs 300 g."],
    ["How long does it take?", "1.5 hours", "It takes 1.5 minutes."],
    ["Round pi to two decimals.", "3.14", "Rounded it is 3.1."],
    ["What is the speed in m/s?", "20 m/s", "The speed is 20 km/h."],
    ["Give the answer to the nearest integer.", "17", "The value is 16."],
    ["What is the angle in degrees?", "60", "The angle is 60 radians."],
    ["What is the area in square metres?", "12", "The area is 12 square feet."],
    ["Which power in watts?", "1500 W", "1.5 mW"],
    ["What share of the votes?", "0.5 %", "The share is 0.5, half of the votes."],
  ],
});

/** Every part of the gold answer has to be there, and no part of another. */
const severalParts = category("several parts", {
  correct: [
    ["Which two cities?", "Lyon and Basel", "They are Basel and Lyon."],
    ["Give all statements that hold.", "A, C, D", "C, A and D hold; B does not."],
    ["Give the point.", "(2, -1)", "$x = 2$ and $y = -1$"],
    ["Fill both blanks.", "1) rises 2) falls", "First blank: rises. Second blank: falls."],
    ["Order the layers from top to bottom.", "clay, sand, gravel", "Clay, then sand, then gravel."],
    ["Give mean and median.", "mean 4, median 3", "The median is 3 and the mean is 4."],
  ],
  incorrect: [
    ["Which two cities?", "Lyon and Basel", "One of them is Lyon."],
    ["Give all statements that hold.", "A, C, D", "A, B, C and D hold."],
    ["Give the point.", "(2, -1)", "$(-1, 2)$"],
    ["Fill both blanks.", "1) rises 2) falls", "First blank: falls. Second blank: rises."],
    ["Order the layers from top to bottom.", "clay, sand, gravel", "Sand, clay, gravel."],
    ["Give mean and median.", "mean 4, median 3", "The median is 4 and the mean is 3."],
  ],
});

/** Pairs about the form of an answer. */
export const formPairs: readonly JudgePair[] = [
  ...equivalentForms,
  ...nearMisses,
  ...unitsAndRounding,
  ...severalParts,
];
