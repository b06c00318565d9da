/** A picture: red, green and blue of every pixel, row by row, 0 to 255. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Draws model-written SVG, without network, files or system fonts. Implemented in `runners/tools`. */
export interface Rasteriser {
  /**
   * The SVG on white, as large as its root says; `null` if it cannot be drawn within the limits of
   * time and size.
   */
  draw(svg: string, signal?: AbortSignal): Promise<Picture | null>;
}

/**
 * Numbers of two pictures that neural models give; `gold` is the true one. A model that nobody gave has
 * no member. They reject in a sentence where a model gave no number.
 */
export interface ImageModels {
  /** Cosine of CLIP ViT-L/14 image embeddings, -1 to 1. */
  clip?(gold: Picture, other: Picture, signal?: AbortSignal): Promise<number>;
  /** Cosine of DINOv2-base embeddings (the mean of all tokens), -1 to 1. */
  dino?(gold: Picture, other: Picture, signal?: AbortSignal): Promise<number>;
  /** LPIPS v0.1 with VGG16, from 0; lower is more alike. */
  lpips?(gold: Picture, other: Picture, signal?: AbortSignal): Promise<number>;
}
