/** The four numbers that the composite is made of; `null` for one that is not there. */
export interface CompositeInput {
  /** `CLIP-Score-I2I` of text to SVG, 0 to 100. */
  readonly clip: number | null;
  /** `DINO-Score` of image to SVG, 0 to 1. */
  readonly dino: number | null;
  /** `SSIM` of image to SVG, -1 to 1. */
  readonly ssim: number | null;
  /** `LPIPS` of image to SVG, from 0. */
  readonly lpips: number | null;
}

/** The composite, or why there is none. */
export interface Composite {
  /** 0 to 100; `null` if any of the four is missing: weights are never made up for. */
  readonly icon: number | null;
  /** Upstream's number, which takes SSIM for LPIPS and LPIPS for SSIM: 60 for perfect pictures. */
  readonly icon_upstream_swapped: number | null;
  /** Which numbers are missing; `null` where none is. */
  readonly gap: string | null;
}

/**
 * SArena's one number of the icon domain: 30 % CLIP, 30 % DINO, 20 % SSIM and 20 % of what LPIPS leaves
 * of 1.
 *
 * Upstream: `VLMEvalKit@e8e78f05 vlmeval/dataset/sarena.py:report_primary_metric`.
 */
export function sarenaComposite({ clip, dino, ssim, lpips }: CompositeInput): Composite {
  if (clip === null || dino === null || ssim === null || lpips === null) {
    const missing = Object.entries({ clip, dino, ssim, lpips })
      .flatMap(([name, value]) => value === null ? [NAMES[name] ?? name] : []);
    return { icon: null, icon_upstream_swapped: null, gap: `no ${missing.join(", no ")}` };
  }
  const mixed = (alike: number, distance: number) =>
    0.3 * clip + 0.3 * dino * 100 + 0.2 * alike * 100 + 0.2 * (1 - distance) * 100;
  return { icon: mixed(ssim, lpips), icon_upstream_swapped: mixed(lpips, ssim), gap: null };
}

const NAMES: Readonly<Record<string, string>> = {
  clip: "CLIP-Score-I2I of T2SVG",
  dino: "DINO-Score of I2SVG",
  ssim: "SSIM of I2SVG",
  lpips: "LPIPS of I2SVG",
};
