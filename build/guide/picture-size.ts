const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const VIEW_BOX = /<svg[^>]*\bviewBox="0 0 (\d+) (\d+)"/;

/** Width and height of a PNG or of a drawing, so that its place is kept while it is loaded. */
export function sizeOfPicture(bytes: Buffer): { readonly width: number; readonly height: number } {
  if (bytes.subarray(0, PNG.length).equals(PNG)) {
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  const [, width, height] = VIEW_BOX.exec(bytes.toString("utf8", 0, 1000)) ?? [];
  if (width === undefined || height === undefined)
    throw new Error("a picture is neither PNG nor a drawing with a size");
  return { width: Number(width), height: Number(height) };
}
