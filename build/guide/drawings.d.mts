/** Every drawing of the guide: its path inside of the guide, and its text. */
export function drawings(): readonly { readonly path: string; readonly text: string }[];
