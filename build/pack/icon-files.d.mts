/** A square picture: red, green, blue and alpha of each pixel, row by row. */
export interface Picture {
  readonly size: number;
  readonly pixels: Uint8Array;
}
export function encodePng(picture: Picture): Buffer;
export function decodePng(file: Buffer): Picture;
export function encodeIco(pictures: readonly Picture[]): Buffer;
export function decodeIco(file: Buffer): Picture[];
export function encodeIcns(pictures: readonly Picture[]): Buffer;
export function decodeIcns(file: Buffer): (Picture & { readonly type: string })[];
