/* What the build makes of the guide, see build/guide: one module a language, each a file of its own. */

declare module "virtual:guide/en" {
  export const PAGES: readonly import("./help-page.ts").HelpPage[];
}

declare module "virtual:guide/de" {
  export const PAGES: readonly import("./help-page.ts").HelpPage[];
}
