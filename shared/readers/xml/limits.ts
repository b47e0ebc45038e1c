/*
 * Caps of the XML reader. A record is at most 64 KiB of BinXML, which grows some tenfold as text with escapes, hex and
 * the localised message; real events have a depth below ten and some sixty values.
 */

/** Bytes read at once. */
export const PIECE_BYTES = 262_144;
/** Code units of one event from `<Event` to `</Event>`. */
export const MAX_EVENT_UNITS = 4_194_304;
/** Code units of a document type declaration; none is ever wanted. */
export const MAX_DOCTYPE_UNITS = 65_536;
/** Elements inside elements. */
export const MAX_DEPTH = 40;
/** Elements and pieces of text of one event. */
export const MAX_NODES = 32_768;
/** Attributes of one element. */
export const MAX_ATTRIBUTES = 256;
/** Units needed behind a `<` to tell what begins there: longer than any name that matters. */
export const LOOK_AHEAD = 80;
