/**
 * ScreenSpot's numbers over the samples' groups `platform`, `type`, `cell` and, where the table has
 * it, `category`.
 *
 * @module
 */
import { countOf, macroMean, meanByGroup, meanPercent } from "../metrics/mean.ts";
import { meanOf } from "../metrics/reduce.ts";
import type { BreakdownMetric, Item, Metric } from "../types.ts";

/** The platforms in upstream's order. */
export const platforms = ["Mobile", "Desktop", "Web"] as const;

/** The platforms by kind of target. */
const cells: readonly string[] = platforms.flatMap((name) => [`${name} text`, `${name} icon`]);

/**
 * The groups of a row.
 *
 * @param filename Name of its picture, which begins with the platform and `_`
 * @param type `text` or `icon`
 * @param category Where the table has such a column
 * @throws {RangeError} if the name begins otherwise
 */
export function screenspotGroups(
  filename: string,
  type: string,
  category?: string,
): Readonly<Record<string, string>> {
  const platform = platforms.find((name) => filename.startsWith(`${name.toLowerCase()}_`));
  if (platform === undefined) {
    throw new RangeError(
      `Cannot tell the platform of "${filename}": known are mobile_, desktop_ and web_`,
    );
  }
  const cell = `${platform} ${type}`;
  return { platform, type, cell, ...(category === undefined ? {} : { category }) };
}

const micro = meanPercent("micro", "hit");

/** `Overall_Accuracy` and so on of one platform, under a prefix. */
function platformNumbers(
  items: readonly Item[],
  prefix: string,
): Record<string, number | null> {
  const byKey = Map.groupBy(items, ({ groups: { category, type = "" } }) => {
    return category === undefined ? type : `${category}:${type}`;
  });
  const numbers: Record<string, number | null> = {};
  for (const [key, rows] of byKey) numbers[`${prefix}${key}:cnt`] = rows.length;
  numbers[`${prefix}Overall_Accuracy`] = meanOf(micro, items);
  numbers[`${prefix}Format_Err_Rate`] = items.length === 0
    ? null
    : 100 * countOf(items, "formatError") / items.length;
  const over = (wanted: (key: string) => boolean) =>
    squareWeighted([...byKey].flatMap(([key, rows]) => wanted(key) ? [rows] : []));
  numbers[`${prefix}Text_Accuracy`] = over((key) => key.endsWith("text"));
  numbers[`${prefix}Icon_Accuracy`] = over((key) => key.endsWith("icon"));
  for (const category of new Set(items.flatMap(({ groups }) => groups.category ?? []))) {
    numbers[`${prefix}${category}_Accuracy`] = over((key) => key.split(":", 1)[0] === category);
  }
  return numbers;
}

/**
 * Upstream repeats the rows of a key once for each of them, so that a key weighs with the square of
 * its rows; with a single key this is the plain mean.
 */
function squareWeighted(keys: readonly (readonly Item[])[]): number | null {
  let hits = 0;
  let rows = 0;
  for (const items of keys) {
    hits += items.length * countOf(items, "hit");
    rows += items.length ** 2;
  }
  return rows === 0 ? null : 100 * hits / rows;
}

/**
 * Upstream's numbers of one platform: rows of each key (`<key>:cnt`), `Overall_Accuracy` and
 * `Format_Err_Rate` over all rows, `Text_Accuracy`, `Icon_Accuracy` and `<category>_Accuracy` with its
 * square weights. In percent; `null` where there are no rows.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/GUI/screenspot.py:evaluate_point`.
 */
export const screenspotPlatform: BreakdownMetric = {
  kind: "breakdown",
  id: "screenspot",
  unit: "percent",
  compute: (items) => platformNumbers(items, ""),
};

/** {@linkcode screenspotPlatform} of each platform, under `ScreenSpot_v2_<platform>:`. */
const byPlatform: BreakdownMetric = {
  kind: "breakdown",
  id: "ScreenSpot_v2",
  unit: "percent",
  compute: (items) =>
    Object.assign(
      {},
      ...platforms.map((platform) => {
        const rows = items.filter(({ groups }) => groups.platform === platform);
        return rows.length === 0 ? {} : platformNumbers(rows, `ScreenSpot_v2_${platform}:`);
      }),
    ),
};

/**
 * `micro` (over all rows), `mean_of_platforms`, `mean_of_six_cells` and the cells themselves
 * (`Mobile text` and so on), in percent and without upstream's weights; then upstream's numbers of
 * each platform. A mean whose platforms or cells are not all there is undefined.
 */
export const screenspotMetrics: readonly Metric[] = [
  micro,
  macroMean("mean_of_platforms", micro, "platform", platforms),
  macroMean("mean_of_six_cells", micro, "cell", cells),
  meanByGroup(micro, "cell", (cell) => cell),
  byPlatform,
];
