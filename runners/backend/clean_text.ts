/** Longest input looked at: what is shown is shorter, and cleaning stays cheap. */
const LOOKED_AT = 8_192;

/**
 * A server's own words, fit for one line of a message: tags and control characters go, white space
 * is one blank, and at most `most` characters stay.
 */
export function cleanText(text: string, most: number): string {
  const plain = withoutTags(text.slice(0, LOOKED_AT))
    // deno-lint-ignore no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}

/** Blanks out `<…>`, and whole `<script>` and `<style>` elements. A lone `<` stays. */
function withoutTags(text: string): string {
  let kept = "";
  let at = 0;
  for (;;) {
    const open = text.indexOf("<", at);
    if (open === -1) return kept + text.slice(at);
    const close = text.indexOf(">", open);
    if (close === -1) return kept + text.slice(at);
    if (!/[a-z/!?]/i.test(text[open + 1] ?? "")) {
      kept += text.slice(at, open + 1);
      at = open + 1;
      continue;
    }
    kept += `${text.slice(at, open)} `;
    at = close + 1;
    const hidden = /^<(script|style)\b/i.exec(text.slice(open, open + 8))?.[1];
    if (hidden === undefined) continue;
    const end = text.toLowerCase().indexOf(`</${hidden.toLowerCase()}`, at);
    if (end !== -1) at = end;
  }
}
