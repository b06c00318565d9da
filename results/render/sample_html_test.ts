import assert from "node:assert/strict";
import { hostileView } from "./hostile_view.ts";
import { escapeHtml, renderSampleHtml } from "./sample_html.ts";
import { renderSampleText } from "./sample_text.ts";

Deno.test("renderSampleHtml() shows hostile text as text, under a policy that lets nothing run", () => {
  const page = renderSampleHtml(hostileView);
  assert.doesNotMatch(page, /<script|<img src=x/i);
  assert.doesNotMatch(page, /\u202e/);
  assert.match(page, /&#60;script&#62;/);
  assert.match(page, /Content-Security-Policy" content="default-src 'none'; img-src data:/);
  // A data URL that is no base64 is left empty.
  assert.match(page, /src="data:image\/png;base64,"/);
  assert.match(page, /<rect class="gold" x="1" y="2" width="30" height="40">/);
  assert.match(page, /<circle class="reply" cx="0" cy="0" r="1.67">/);
});

Deno.test("escapeHtml() leaves no character that HTML knows", () => {
  assert.equal(escapeHtml(`<a href="x">'&\``), "&#60;a href=&#34;x&#34;&#62;&#39;&#38;&#96;");
});

Deno.test("renderSampleText() tells what was asked, answered and judged", () => {
  const text = renderSampleText(hostileView, { clean: (text) => text.replaceAll("\u202e", "") });
  assert.doesNotMatch(text, /\u202e/);
  for (
    const part of [
      "ASKED",
      "[user]",
      "<image: image/png",
      "gold box",
      "REPLY 1 of the model: 3 + 4 tokens of at most 100, 1.2 s, first token after 90 ms",
      "SCORED TEXT",
      "RETOLD",
      "WANTED",
      "VERDICT wrong",
      "pred = ",
      "(simulated)",
    ]
  ) assert.ok(text.includes(part), part);
});

Deno.test("renderSampleText() cuts long texts unless it is told not to", () => {
  const view = { ...hostileView, scoredText: "x".repeat(10_000) };
  const clean = (text: string) => text;
  assert.match(renderSampleText(view, { clean }), /… 6000 more characters: --full shows them/);
  assert.doesNotMatch(renderSampleText(view, { clean, full: true }), /more characters/);
});
