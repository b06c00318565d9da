import assert from "node:assert/strict";
import fc from "fast-check";
import { psnr } from "./psnr.ts";
import { ssim } from "./ssim.ts";
import type { Picture } from "./types.ts";

function picture(width: number, height: number, value: (at: number) => number): Picture {
  return {
    width,
    height,
    rgb: Uint8Array.from({ length: 3 * width * height }, (_, at) => value(at)),
  };
}

const white = picture(12, 13, () => 255);
const black = picture(12, 13, () => 0);

Deno.test("ssim() and psnr() know pictures that are the same and that are opposite", () => {
  assert.equal(ssim(white, white), 1);
  assert.equal(psnr(white, white), 100);
  assert.ok(Math.abs((ssim(white, black) ?? 1) - 9.999000099990004e-5) < 1e-12);
  assert.equal(psnr(white, black), 0);
});

Deno.test("ssim() has no window in a picture with an edge below 11, and neither has another size", () => {
  const small = picture(10, 40, (at) => at % 256);
  assert.equal(ssim(small, small), null);
  assert.equal(psnr(small, small), 100);
  assert.equal(ssim(white, picture(13, 12, () => 255)), null);
  assert.equal(psnr(white, picture(13, 12, () => 255)), null);
  assert.equal(psnr(picture(0, 0, () => 0), picture(0, 0, () => 0)), null);
});

/** The definition, window by window. */
function slow(a: Picture, b: Picture): number {
  let sum = 0;
  let windows = 0;
  for (let channel = 0; channel < 3; channel++) {
    for (let y = 0; y + 11 <= a.height; y++) {
      for (let x = 0; x + 11 <= a.width; x++) {
        const values = (of: Picture) =>
          Array.from({ length: 121 }, (_, at) => {
            const row = y + Math.floor(at / 11);
            return of.rgb[3 * (row * of.width + x + at % 11) + channel] ?? 0;
          });
        const [p, q] = [values(a), values(b)];
        const mean = (v: readonly number[]) => v.reduce((s, n) => s + n, 0) / 121;
        const [up, uq] = [mean(p), mean(q)];
        const covariance = (v: readonly number[], u: number, w: readonly number[], t: number) =>
          v.reduce((s, n, at) => s + (n - u) * ((w[at] ?? 0) - t), 0) / 120;
        const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];
        sum += (2 * up * uq + c1) * (2 * covariance(p, up, q, uq) + c2) /
          ((up * up + uq * uq + c1) * (covariance(p, up, p, up) + covariance(q, uq, q, uq) + c2));
        windows++;
      }
    }
  }
  return sum / windows;
}

Deno.test("ssim() is its definition, symmetric and within -1 and 1", () => {
  const bytes = fc.uint8Array({ minLength: 3 * 13 * 12, maxLength: 3 * 13 * 12 });
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      const [a, b] = [one, other].map((rgb) => ({ width: 13, height: 12, rgb }));
      assert.ok(a && b);
      const value = ssim(a, b) ?? NaN;
      assert.ok(Math.abs(value - slow(a, b)) < 1e-10);
      assert.equal(value, ssim(b, a));
      assert.ok(value >= -1 && value <= 1);
    }),
    { numRuns: 20 },
  );
});
