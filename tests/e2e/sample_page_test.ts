import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { COLOURS, drawnPicture } from "../../scoring/picture/drawn.ts";
import { renderSampleHtml } from "../../results/render/sample_html.ts";
import { hostileView } from "../../results/render/hostile_view.ts";
import type { SampleView } from "../../results/sample_view.ts";
import type { OpenedPage } from "./open_page.ts";

const CHROMIUM = "/usr/bin/chromium";

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

const there = isThere(CHROMIUM);
if (!there) {
  const line = `${CHROMIUM} IS MISSING: pages of samples are not opened in a browser\n`;
  Deno.stderr.writeSync(new TextEncoder().encode(line));
}

/** The hostile view with a picture that can be shown. */
function view(): SampleView {
  const { origin } = drawnPicture(100, 50, [
    { x: 0, y: 0, width: 50, height: 50, colour: COLOURS.red },
  ]);
  const base64 = origin.kind === "inline" ? origin.base64 : "";
  const [message] = hostileView.messages;
  return {
    ...hostileView,
    messages: [{
      ...message!,
      parts: message!.parts.map((part) =>
        part.type === "text" ? part : { ...part, picture: { mediaType: "image/png", base64 } }
      ),
    }],
  };
}

/** Opens a page in a browser of its own. */
async function open(html: string): Promise<OpenedPage> {
  const folder = await Deno.makeTempDir({ prefix: "assay_page_" });
  try {
    const path = `${folder}/page.html`;
    await Deno.writeTextFile(path, html);
    const { stdout, stderr, success } = await new Deno.Command("deno", {
      args: ["run", "--allow-all", fileURLToPath(new URL("open_page.ts", import.meta.url)), path],
    }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    return JSON.parse(new TextDecoder().decode(stdout)) as OpenedPage;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test({
  name: "a page of a sample shows its picture in Chromium, and nothing of hostile text runs",
  ignore: !there,
  async fn() {
    const opened = await open(renderSampleHtml(view()));
    assert.match(opened.title, /^invented\/test <\/pre><script>/);
    assert.equal(opened.scripts, 0);
    assert.deepEqual(opened.dialogs, []);
    // The style is let in by its hash, and nothing that is forbidden was tried.
    assert.deepEqual(opened.said.filter((text) => /security policy/i.test(text)), []);
    assert.deepEqual(opened.asked.filter((url) => !/^(?:file:|data:)/.test(url)), []);
    assert.equal(opened.pictures[0], 100);
    const { picture, gold } = opened;
    assert.ok(picture !== null && gold !== null);
    const scale = picture.width / 100;
    assert.ok(Math.abs(gold.x - picture.x - scale) <= scale, "the box stands where it should");
    assert.ok(Math.abs(gold.width - 30 * scale) <= 2 * scale, "the box is as wide as it should be");
  },
});

Deno.test({
  name: "the policy of a page stops a script that got into it all the same",
  ignore: !there,
  async fn() {
    const page = renderSampleHtml(view()).replace(
      "</body>",
      '<script>document.title="owned"</script><img src=x onerror="alert(1)"></body>',
    );
    const opened = await open(page);
    assert.notEqual(opened.title, "owned");
    assert.deepEqual(opened.dialogs, []);
    assert.ok(opened.said.some((text) => /security policy/i.test(text)));
  },
});
