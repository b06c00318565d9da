/**
 * `ssim_ms`: two pictures of 448 x 448 pixels compared on one thread, after warm-up. `ssim_speedup`:
 * how much faster that is than the definition written down as a loop over windows, on smaller ones.
 *
 * @module
 */
import { ssim } from "../../scoring/picture/ssim.ts";
import type { Picture } from "../../scoring/picture/types.ts";
import { seededDraw } from "../../scoring/random.ts";
import { report } from "./figures.ts";

const EDGE = 448;
const SMALL = 96;
const ROUNDS = 21;
const WINDOW = 11;

const draw = seededDraw("ssim bench");

function picture(edge: number): Picture {
  return {
    width: edge,
    height: edge,
    rgb: Uint8Array.from({ length: 3 * edge * edge }, () => Math.floor(256 * draw())),
  };
}

/** The definition: mean, variance and covariance of each window for itself. */
function plainSsim(a: Picture, b: Picture): number {
  const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];
  const n = WINDOW * WINDOW;
  let sum = 0;
  let windows = 0;
  for (let channel = 0; channel < 3; channel++) {
    for (let top = 0; top + WINDOW <= a.height; top++) {
      for (let left = 0; left + WINDOW <= a.width; left++) {
        let [x, y, xx, yy, xy] = [0, 0, 0, 0, 0];
        for (let row = top; row < top + WINDOW; row++) {
          for (let column = left; column < left + WINDOW; column++) {
            const at = 3 * (row * a.width + column) + channel;
            const p = a.rgb[at] ?? 0;
            const q = b.rgb[at] ?? 0;
            x += p;
            y += q;
            xx += p * p;
            yy += q * q;
            xy += p * q;
          }
        }
        const [ux, uy] = [x / n, y / n];
        const scale = n / (n - 1);
        const vx = scale * (xx / n - ux * ux);
        const vy = scale * (yy / n - uy * uy);
        const vxy = scale * (xy / n - ux * uy);
        sum += (2 * ux * uy + c1) * (2 * vxy + c2) /
          ((ux * ux + uy * uy + c1) * (vx + vy + c2));
        windows++;
      }
    }
  }
  return sum / windows;
}

/** Median time of a call in milliseconds. */
function timed(call: () => number): number {
  call();
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    call();
    return performance.now() - started;
  }).sort((a, b) => a - b);
  return times[Math.floor(ROUNDS / 2)] ?? NaN;
}

const large = [picture(EDGE), picture(EDGE)] as const;
const small = [picture(SMALL), picture(SMALL)] as const;
const difference = Math.abs((ssim(...small) ?? NaN) - plainSsim(...small));
if (!(difference < 1e-9)) throw new Error(`Cannot bench as the two differ by ${difference}`);
const largeMs = timed(() => ssim(...large) ?? NaN);
const smallMs = timed(() => ssim(...small) ?? NaN);
report([
  { name: "ssim_ms", value: largeMs, unit: "ms", target: "<= 15" },
  {
    name: "ssim_speedup",
    value: timed(() => plainSsim(...small)) / smallMs,
    unit: "x",
    target: null,
  },
]);
