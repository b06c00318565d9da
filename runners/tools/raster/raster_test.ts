import assert from "node:assert/strict";
import { rasteriser } from "./raster.ts";

const SVG = 'xmlns="http://www.w3.org/2000/svg"';
const half = `<svg ${SVG} width="4" height="2"><rect width="2" height="2" fill="red"/></svg>`;

/** A tower of references that is drawn ten times more often at each of its floors. */
function tower(floors: number): string {
  const floor = (at: number) => `<g id="f${at}">${`<use href="#f${at - 1}"/>`.repeat(10)}</g>`;
  const all = Array.from({ length: floors }, (_, at) => floor(at + 1)).join("");
  return `<svg ${SVG} width="9" height="9"><defs><path id="f0" d="M0 0h9v9z"/>${all}</defs>` +
    `<use href="#f${floors}"/></svg>`;
}

Deno.test("rasteriser() draws on white, without alpha", async () => {
  await using raster = rasteriser();
  const picture = await raster.draw(half);
  assert.deepEqual([picture?.width, picture?.height, picture?.rgb.length], [4, 2, 24]);
  assert.deepEqual(Array.from(picture?.rgb.subarray(3, 9) ?? []), [255, 0, 0, 255, 255, 255]);
});

Deno.test("rasteriser() has no picture for what it cannot draw, and goes on", async () => {
  await using raster = rasteriser({ maxLength: 10_000 });
  const deep = `<svg ${SVG} width="4" height="4">${"<g>".repeat(900)}${"</g>".repeat(900)}</svg>`;
  const [broken, , long, fine] = await Promise.all([
    raster.draw("<svg"),
    raster.draw(deep),
    raster.draw(`${half}${" ".repeat(10_000)}`),
    raster.draw(half),
  ]);
  assert.deepEqual([broken, long], [null, null]);
  assert.notEqual(fine, null);
});

Deno.test("rasteriser() ends a picture that takes too long and starts afresh", async () => {
  await using raster = rasteriser({ wallMs: 300 });
  // Started first, so that the limit is spent on drawing.
  while (await raster.draw(half) === null);
  assert.equal(await raster.draw(tower(9)), null);
  let picture = null;
  for (let asked = 0; asked < 20 && picture === null; asked++) picture = await raster.draw(half);
  assert.notEqual(picture, null);
});

Deno.test("rasteriser() loads no file and no address", async () => {
  await using raster = rasteriser();
  const image = (href: string) =>
    `<svg ${SVG} width="2" height="2"><image href="${href}" width="2" height="2"/></svg>`;
  for (const href of ["/etc/hostname", "file:///etc/hostname", "http://127.0.0.1:1/a.png"]) {
    const picture = await raster.draw(image(href));
    assert.ok(picture?.rgb.every((value) => value === 255), href);
  }
});

Deno.test("rasteriser() does not draw for a signal that is aborted", async () => {
  await using raster = rasteriser();
  await assert.rejects(raster.draw(half, AbortSignal.abort()), { name: "AbortError" });
  assert.notEqual(await raster.draw(half), null);
});
