/** Languages the page speaks. The command line and everything that is saved speak English. */
export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];
