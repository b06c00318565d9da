/**
 * What can be shown of a scored sample beside its texts.
 *
 * @module
 */

/** Something a reply points at, or should have. Pixels from the upper left corner. */
export type Shape =
  & {
    readonly label: string;
    /** The right one, or that of the reply. */
    readonly of: "gold" | "reply";
  }
  & (
    | {
      readonly kind: "box";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
    | { readonly kind: "point"; readonly x: number; readonly y: number }
  );

/** A line of a retold conversation. */
export interface StoryLine {
  readonly head: string;
  /** Folded on a page; `""` for none. */
  readonly detail: string;
  readonly mark: "good" | "bad" | "plain";
}

/** Shapes over the first picture of a sample, and pictures that were compared. */
export interface Sketch {
  readonly shapes: readonly Shape[];
  /** Drawn in the sandbox of the rasteriser, never as markup. */
  readonly svgs: readonly { readonly label: string; readonly svg: string }[];
}
