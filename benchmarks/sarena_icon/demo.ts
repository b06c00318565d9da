import { COLOURS, drawnPicture } from "../../scoring/picture/drawn.ts";
import type { Kind, Truth } from "./truth.ts";

const CIRCLE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="12" fill="#14963c"/></svg>';
const SQUARE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="4" y="4" width="24" height="24" fill="#dc141e"/></svg>';
const SMALL =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="10" y="10" width="12" height="12" fill="#dc141e"/></svg>';

/** A self-written prompt. */
export interface DemoRow {
  readonly index: string;
  readonly category: string;
  readonly "l2-category": string;
  readonly question: string;
  readonly image?: ReturnType<typeof drawnPicture>;
}

const category = "SArena-Icon";

/** Self-written prompts by kind. */
export const demoRows: Readonly<Record<Kind, readonly DemoRow[]>> = {
  understanding: [{
    index: "1",
    category,
    "l2-category": "Understanding_1",
    question:
      `Which shape does this SVG draw?\n${CIRCLE}\nA. A square\nB. A circle\nC. A star\nD. A line`,
  }],
  T2SVG: [{
    index: "2",
    category,
    "l2-category": "Generation-T2SVG_2",
    question: "Write SVG code for this icon: a green disc in the middle.",
  }],
  I2SVG: [{
    index: "3",
    category,
    "l2-category": "Generation-I2SVG_3",
    question: "Write SVG code for this icon.",
    image: drawnPicture(32, 32, [{ x: 4, y: 4, width: 24, height: 24, colour: COLOURS.red }]),
  }],
  Edit: [{
    index: "4",
    category,
    "l2-category": "Edit-Scale_4",
    question: `Make the square of this icon half as wide and high:\n${SQUARE}`,
  }],
};

/** Their true answers. */
export const demoTruths: Readonly<Record<Kind, readonly Truth[]>> = {
  understanding: [{ name: "Understanding", id: 1, truth: "B. A circle", subject: "Shape" }],
  T2SVG: [{ name: "Generation-T2SVG", id: 2, truth: CIRCLE }],
  I2SVG: [{ name: "Generation-I2SVG", id: 3, truth: SQUARE }],
  Edit: [{ name: "Edit-Scale", id: 4, truth: SMALL }],
};
