import { pyFloat } from "../python/float.ts";
import { readXml, type XmlDocument } from "./well_formed.ts";

const SVG = "http://www.w3.org/2000/svg";

/** Attributes of the root that are written anew. */
const REPLACED = ["width", "height", "viewBox"];

/** Pixels of a unit at 96 dots an inch. */
const UNITS: readonly (readonly [unit: string, pixels: number])[] = [
  ["em", 16],
  ["ex", 8],
  ["mm", 96 / 25.4],
  ["cm", 96 / 2.54],
  ["in", 96],
  ["pt", 96 / 72],
  ["pc", 16],
  ["px", 1],
];

/**
 * An SVG whose root fills a square of so many pixels, as CairoSVG draws it when it is told both edges:
 * the view box (or without one the size) is fitted in and centred, whatever shape the root says, and
 * what is outside of it is drawn too. Without any size it is drawn in its own units from the centre.
 *
 * The namespace is added where the root has none; a document type is cut out.
 *
 * Upstream: CairoSVG 2.5.2, called as in `VLMEvalKit@e8e78f05 vlmeval/dataset/utils/sarena.py`.
 *
 * @returns `null` if the text is not well-formed, its root is no SVG, its view box no four numbers, or
 *   it declares entities, which CairoSVG refuses
 */
export function onCanvas(svg: string, edge: number): string | null {
  const document = readXml(svg);
  if (document === null || document.root !== "svg") return null;
  if (document.namespace !== "" && document.namespace !== SVG) return null;
  if (document.doctype?.entities === true) return null;
  const box = viewBox(document, edge);
  if (box === null) return null;
  const namespace = document.namespace === "" ? ` xmlns="${SVG}"` : "";
  const added = `${namespace} width="${edge}" height="${edge}" viewBox="${box.join(" ")}"`;
  const cuts = document.attributes.filter(({ name }) => {
    // An empty declaration of the default namespace makes place for the one that is added.
    return REPLACED.includes(name) || (name === "xmlns" && namespace !== "");
  });
  let rest = "";
  let at = document.nameEnd;
  for (const { start, end } of cuts) {
    rest += svg.slice(at, start);
    at = end;
  }
  rest += svg.slice(at);
  const start = document.doctype === null
    ? svg.slice(0, document.nameEnd)
    : svg.slice(0, document.doctype.start) + svg.slice(document.doctype.end, document.nameEnd);
  return start + added + rest;
}

function viewBox({ attributes }: XmlDocument, edge: number): readonly number[] | null {
  const valueOf = (name: string) => attributes.find((entry) => entry.name === name)?.value;
  const given = valueOf("viewBox") ?? "";
  let box = [0, 0, pixels(valueOf("width")), pixels(valueOf("height"))];
  if (given !== "") {
    box = given.split(/[ \n\r\t,]+/).filter((part) => part !== "").map((part) =>
      pyFloat(part) ?? NaN
    );
  }
  const [x = NaN, y = NaN, width = NaN, height = NaN] = box;
  if (![x, y, width, height].every(Number.isFinite)) return null;
  if (width > 0 && height > 0) return [x, y, width, height];
  return [x - (edge - width) / 2, y - (edge - height) / 2, edge, edge];
}

/** A length in pixels; 0 for a percentage of nothing and for what is no length. */
function pixels(length = ""): number {
  const text = length.trim();
  const plain = pyFloat(text);
  if (plain !== null) return plain;
  const unit = UNITS.find(([name]) => text.endsWith(name));
  return unit === undefined ? 0 : (pyFloat(text.slice(0, -unit[0].length)) ?? 0) * unit[1];
}
