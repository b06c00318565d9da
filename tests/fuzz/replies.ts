/** Replies that no model means well: what a reader of answers must survive, made from draws. */
import type { Draw } from "../../benchmarks/define.ts";

const whole = (draw: Draw, below: number) => Math.floor(draw() * below);
const pick = <T>(draw: Draw, from: readonly T[]): T => from[whole(draw, from.length)] as T;

/** Pieces that readers look for, so that random texts of them come near to answers. */
const PIECES: readonly string[] = [
  ...["<think>", "</think>", "<SMILES>", "</SMILES>", "<SELFIES>", "</SELFIES>", "<MOLFORMULA>"],
  ...["</MOLFORMULA>", "<IUPAC>", "</IUPAC>", "<NUMBER>", "</NUMBER>", "<BOOLEAN>", "</BOOLEAN>"],
  ...["<protein>", "</protein>", "<rna>", "</rna>", "<dna>", "<material>", "</material>", "<sg12>"],
  ...[
    "<answer>",
    "</answer>",
    "\\boxed{",
    "}",
    "{",
    "[",
    "]",
    "(",
    ")",
    '"',
    "'",
    "`",
    "```json\n",
  ],
  ...["yes", "No", "Maybe", "True", "false", "the answer is ", "The answer is: ", "Answer: ", "**"],
  ...[
    "(A)",
    "B.",
    "1.1.1.1",
    "EC 2.7.11.1",
    "C",
    "c1ccccc1",
    "[Na+]",
    "[C]",
    "[Ring1]",
    "=O",
    "@@",
  ],
  ...["NaCl", "C6H12O6", "Fe2O3 ", "-1.5", "3e5", "1e999", "nan", "inf", "1_000", "\u0663", "0x1f"],
  ...[
    '{"hk": 1, "dev": 2}',
    "{'ON': 1}",
    "{band_gap : ",
    ";",
    ",",
    ".",
    "%",
    "eV",
    " ",
    "\n",
    "\t",
  ],
  ...["\0", "\ud800", "\udfff", "\u{1f9ea}", "\u00a0", "\u2028", "\uff11", "e\u0301", "\ufeff"],
];

const OPENERS = ["(", "[", "{", "<", "C(", "[C", '{"a":', "[[", "\\boxed{", "<SMILES>", "<think>"];
const CLOSERS = [")", "]", "}", ">", ")", "]", "}", "]]", "}", "</SMILES>", "</think>"];

/** Longest run of one character, as many UTF-16 units. */
const MILLION = 1_000_000;

function unicode(draw: Draw): string {
  const points = Array.from(
    { length: whole(draw, 400) },
    () => whole(draw, pick(draw, [0x80, 0x500, 0x10000, 0x110000])),
  );
  return String.fromCodePoint(...points);
}

function character(draw: Draw): string {
  const usual = "aC1 0.-(<[{\\\"'`\n\t;:,=%#/@éß\u00a0\u3042".split("");
  return draw() < 0.8 ? pick(draw, usual) : String.fromCodePoint(whole(draw, 0xd800));
}

function nested(draw: Draw, size: number): string {
  const at = whole(draw, OPENERS.length);
  const opener = OPENERS[at] ?? "";
  const depth = Math.floor(size / opener.length / 2);
  const closed = draw() < 0.5 ? (CLOSERS[at] ?? "").repeat(depth) : "";
  return `${opener.repeat(depth)}${pick(draw, ["", "C", "1", "yes"])}${closed}`;
}

function pieces(draw: Draw): string {
  return Array.from({ length: whole(draw, 60) }, () => pick(draw, PIECES)).join("");
}

/** A text with bits of it left out, doubled, swapped for others. */
function damaged(draw: Draw, text: string): string {
  const units = [...text].slice(0, 2_000);
  for (let changes = 1 + whole(draw, 4); changes > 0; changes--) {
    const at = whole(draw, units.length + 1);
    const more = pick(draw, [[], [pick(draw, PIECES)], units.slice(at, at + 10)]);
    units.splice(at, whole(draw, 4), ...more);
  }
  return units.join("");
}

/**
 * A hostile reply: random Unicode, a million of one character, deep brackets or nested tags, pieces of
 * answers in any order, or a good reply that was damaged.
 *
 * @param good A reply that gets full marks, where there is one
 * @param size Length of the long ones, in UTF-16 units. Default: 1,000,000
 */
export function hostileReply(draw: Draw, good: string | null, size = MILLION): string {
  const kind = draw();
  if (kind < 0.2) return unicode(draw);
  if (kind < 0.35) return character(draw).repeat(size);
  if (kind < 0.5) return nested(draw, size);
  if (kind < 0.55) return pick(draw, PIECES).repeat(whole(draw, size / 20));
  if (kind < 0.75 || good === null) return pieces(draw);
  return damaged(draw, good);
}

/** Replies of every long kind, for one scorer to meet them all. */
export const LONG_REPLIES: readonly string[] = [
  ..."aC1 .(<[{\n".split("").map((char) => char.repeat(MILLION)),
  ...OPENERS.map((opener, at) => {
    const depth = Math.floor(MILLION / 4 / opener.length);
    return opener.repeat(depth) + (CLOSERS[at] ?? "").repeat(depth);
  }),
  ...["<SMILES> C </SMILES>", "<protein>MK", "</think>\n", "{band_gap ", "```json\n", "1. ", "no "]
    .map((piece) => piece.repeat(600_000 / piece.length)),
  ...["<material> Na Cl ", "1;2,", "yes ", "C1CC1", "[Ring1]", "\u{1f9ea}", "NaCl"]
    .map((piece) => piece.repeat(400_000 / piece.length)),
];

/** What a judge may say, of any kind of contract. */
export function judgeReply(draw: Draw): string {
  return draw() < 0.7
    ? pick(draw, ["A", "B", "C", "[[A]]", "\\boxed{B}", "Final answer: \\boxed{1.5}", "yes", "No."])
    : pieces(draw);
}
