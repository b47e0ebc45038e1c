/** The picture again with at most 256 colours. Throws for what is no PNG of a browser. */
export function withFewColours(png: Buffer): Buffer;
