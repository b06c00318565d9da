/** Edge in pixels of the square that SVGs are drawn on. */
export const EDGE = 448;
