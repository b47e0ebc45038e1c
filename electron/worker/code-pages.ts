import type { MakeTextDecoder, TextDecoderPort } from "../../shared/types/ports.ts";
import type { TextEncodingName } from "../../shared/types/text-import.ts";

/*
 * What bytes from 0x80 on stand for; past the end of a list it is Latin 1.
 *
 * The platform has no console code pages of Western Europe, and Node 20 reads Windows-1252 as Latin 1. Of Windows-1252
 * five bytes stand for nothing; they stay what they are, as in browsers.
 */
const PAGES: Partial<Record<TextEncodingName, string>> = {
  "windows-1252": "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ",
  ibm850:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐" +
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0",
};
const HIGH = /[\u0080-\u00ff]/g;

/** Decoders of all encodings that are offered. Keep a byte order mark: readers have looked at it already. */
export const makeDecoder: MakeTextDecoder = (encoding) => {
  const page = PAGES[encoding];
  return page === undefined ? new TextDecoder(encoding, { ignoreBOM: true }) : pageDecoder(page);
};

/** One byte is one letter, so nothing is carried from piece to piece. */
function pageDecoder(letters: string): TextDecoderPort {
  return {
    decode(bytes) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
      return text.replace(HIGH, (letter) => letters[letter.charCodeAt(0) - 0x80] ?? letter);
    },
  };
}
