import assert from "node:assert/strict";
import { reduceMetrics } from "../metrics/reduce.ts";
import type { Item, Scored, Scorer } from "../types.ts";
import { type CoordinateUnit, screenspotClick } from "./click.ts";
import { boxColumn, type ScreenspotTarget } from "./element.ts";
import { screenspotGroups, screenspotMetrics, screenspotPlatform } from "./metrics.ts";
import { seeclick, seeclickMetrics } from "./seeclick.ts";

const target: ScreenspotTarget = { box: [100, 200, 300, 120], size: [1080, 2400] };

function step(scorer: Scorer<ScreenspotTarget>, text: string, on = target): Scored {
  return scorer.score({ text, raw: text, truncated: false, target: on, judged: [] }, {}) as Scored;
}

const click = (text: string, coordinateUnit?: CoordinateUnit) =>
  step(screenspotClick(coordinateUnit && { coordinateUnit }), text).perSample;

Deno.test("screenspotClick() reads the first click of the one form", () => {
  for (
    const text of [
      "x=250, y=260",
      "max=250, y=260.",
      "x=.2315, y=0.1083",
      "x=\uff12\uff15\uff10, y=260",
    ]
  ) {
    assert.equal(click(text), 1, text);
  }
  for (
    const text of ["x=250,y=260", "x=1, y=1 x=250, y=260", "X=250, Y=260", "x=-250, y=260", ""]
  ) {
    assert.equal(click(text), 0, text);
  }
  for (const text of ["x=..., y=...", "x=250, y=260...", "x=1.2.3, y=4"]) {
    assert.equal(click(text), -1, text);
  }
});

Deno.test("screenspotClick() takes both for pixels if one is larger than 1", () => {
  assert.equal(click("x=0.2315, y=260"), 0);
  assert.equal(click("x=1, y=1"), 0);
  assert.equal(click("x=231, y=108"), 0);
  assert.equal(click("x=231, y=108", "thousandths"), 1);
  assert.equal(click("x=0.2315, y=0.1083", "pixel"), 0);
  assert.equal(click("x=250, y=260", "unit"), 0);
});

Deno.test("screenspotClick() hits up to the last pixel, and the corner without a click", () => {
  assert.equal(click("x=399, y=319"), 1);
  assert.equal(click("x=399.5, y=319"), 0);
  const corner = { box: [-1, 0, 41, 40], size: [1080, 2400] };
  const verdict = step(screenspotClick(), "Sorry", corner);
  assert.deepEqual([verdict.outcome, verdict.answer], ["correct", null]);
  assert.equal(step(screenspotClick(), "Sorry").outcome, "no-answer");
});

Deno.test("screenspotClick() throws for an element outside of its picture", () => {
  for (const box of [[-2, 0, 9, 9], [0, 0, 1082, 9]]) {
    assert.throws(() => step(screenspotClick(), "", { box, size: [1080, 2400] }), RangeError);
  }
});

Deno.test("boxColumn() reads lists and their texts", () => {
  assert.deepEqual(boxColumn("[1, 2, 3, 4]"), [1, 2, 3, 4]);
  assert.deepEqual(boxColumn([1, 2, 3, 4]), [1, 2, 3, 4]);
  for (const bad of [null, "[1, 2]", [1, 2, 3], [1, 2, 3, "4"], 5]) {
    assert.throws(() => boxColumn(bad), TypeError);
  }
});

Deno.test("seeclick reads points, boxes and their centres, in fractions", () => {
  for (
    const [text, score] of [
      ["(0.23,0.11)", 1],
      ["(0.09,0.08,0.37,0.13)", 1],
      ["<box>(93,83),(370,133)</box>", 1],
      ["in the box at (0.23,0.11)", -1],
      ["Step 1: (0.23,0.11)", -1],
      ["(250,260)", 0],
      ["(.23,.10)", 0],
      ["1 2 3 4 5", -1],
      [`<box>(1,1),(1,${"9".repeat(5000)})</box>`, -1],
    ] as const
  ) assert.equal(step(seeclick, text).perSample, score, text);
});

function item(groups: Record<string, string>, score: number): Item {
  const values = { score, hit: score === 1, formatError: score === -1 };
  return { sampleId: "s", repeat: 0, groups, outcome: "wrong", values };
}

Deno.test("screenspotPlatform weighs keys with the square of their rows, as upstream", () => {
  const items = [
    item({ type: "text", category: "shop" }, 1),
    item({ type: "text", category: "shop" }, 0),
    item({ type: "text", category: "forum" }, 1),
    item({ type: "icon", category: "forum" }, -1),
  ];
  assert.deepEqual(screenspotPlatform.compute(items), {
    "shop:text:cnt": 2,
    "forum:text:cnt": 1,
    "forum:icon:cnt": 1,
    Overall_Accuracy: 50,
    Format_Err_Rate: 25,
    Text_Accuracy: 60,
    Icon_Accuracy: 0,
    shop_Accuracy: 50,
    forum_Accuracy: 50,
  });
  assert.equal(screenspotPlatform.compute([]).Text_Accuracy, null);
});

Deno.test("screenspotMetrics give no mean of platforms or cells that are not all there", () => {
  const mobile = (score: number) => item(screenspotGroups("mobile_1.png", "text"), score);
  const some = reduceMetrics(screenspotMetrics, [mobile(1), mobile(0)]);
  assert.deepEqual([some.micro, some.mean_of_platforms, some["Mobile text"]], [50, null, 50]);
  assert.equal(some["ScreenSpot_v2_Mobile:Text_Accuracy"], 50);
  const all = ["mobile_", "desktop_", "web_"].flatMap((name) =>
    ["text", "icon"].map((type) => item(screenspotGroups(name, type), name === "web_" ? 1 : 0))
  );
  const numbers = reduceMetrics(screenspotMetrics, [...all, mobile(0)]);
  assert.equal(numbers.mean_of_platforms, 100 / 3);
  assert.equal(numbers.mean_of_six_cells, 200 / 6);
  assert.equal(numbers.micro, 200 / 7);
  assert.throws(() => screenspotGroups("tv_1.png", "text"), RangeError);
});

Deno.test("seeclickMetrics count mistakes of form as misses and give 0 for no rows", () => {
  const items = [item({ type: "text" }, 1), item({ type: "text" }, -1)];
  assert.deepEqual(reduceMetrics(seeclickMetrics, items), {
    action_acc: 0.5,
    text_acc: 0.5,
    icon_acc: 0,
    wrong_format: 1,
  });
});
