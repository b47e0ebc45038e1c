import { PICTURE_TEXTS } from "../../../shared/export/pictures/picture-words.ts";
import { spoken } from "../language.ts";
import type { Spoken } from "./spoken-type.ts";

/** What the pictures of reports say. */
export const PICTURES = spoken("pictures", PICTURE_TEXTS);
export type PictureTexts = Spoken<typeof PICTURE_TEXTS>;
