import { pyStrip } from "../python/text.ts";

const FENCE = "```svg";
const FENCE_END = "```";
const END = "</svg>";

/**
 * The SVG of a reply: the last fenced block that says `svg`, whatever is in it; else from the first
 * `<svg` to the last `</svg>`; else the whole reply. Two bare ones give one slice that is not
 * well-formed.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/utils/sarena.py:extract_svg_code`. Its branch for
 * `<?xml` without `<svg` is reached by other letter cases only, and kept.
 */
export function extractSvg(reply: string): string {
  const fenced = lastFenced(reply);
  if (fenced !== null) return pyStrip(fenced);
  const end = reply.lastIndexOf(END);
  for (const opening of ["<svg", "<?xml"]) {
    const start = reply.indexOf(opening);
    if (start !== -1 && end !== -1) return reply.slice(start, Math.max(start, end + END.length));
  }
  return pyStrip(reply);
}

function lastFenced(reply: string): string | null {
  let last: string | null = null;
  let from = 0;
  while (true) {
    const start = reply.indexOf(FENCE, from);
    if (start === -1) return last;
    const inside = start + FENCE.length;
    const end = reply.indexOf(FENCE_END, inside);
    if (end === -1) return last;
    last = reply.slice(inside, end);
    from = end + FENCE_END.length;
  }
}
