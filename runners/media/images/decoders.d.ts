/** A decoded picture: red, green, blue and alpha of every pixel, row by row, 0 to 255. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Decodes PNG with the Rust crate of that name. */
export function decodePng(bytes: Uint8Array<ArrayBuffer>): Promise<DecodedImage>;
/** Decodes JPEG with MozJPEG; what a camera says of the orientation is left alone. */
export function decodeJpeg(bytes: Uint8Array<ArrayBuffer>): Promise<DecodedImage>;
/** Decodes WebP with libwebp. */
export function decodeWebp(bytes: Uint8Array<ArrayBuffer>): Promise<DecodedImage>;
