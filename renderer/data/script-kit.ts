import { KIT } from "../../shared/export/scripts/kit-texts.ts";
import { auditedNames, type KitSection, kitText, scriptKit } from "../../shared/export/scripts/script-kit.ts";
import type { ShareName } from "../../shared/export/scripts/share-name.ts";
import { ROLE_TEXT } from "./coverage-texts.ts";
import { subcategoryText } from "./engine-texts.ts";
import { spoken } from "./language.ts";

const words = spoken("kit", KIT);

/** The guide to logon scripts in the language of the page. */
export function spokenKit(share: ShareName): readonly KitSection[] {
  return scriptKit(share, words, ROLE_TEXT);
}

/** The same as text, with the scripts in it. */
export function spokenKitText(kit: readonly KitSection[]): string {
  return kitText(kit, true, words, subcategoryText);
}

/** Names of the subcategories that its commands set, by GUID. */
export function auditedTexts(): ReadonlyMap<string, string> {
  return new Map([...auditedNames()].map(([guid, name]) => [guid, subcategoryText(name)]));
}
