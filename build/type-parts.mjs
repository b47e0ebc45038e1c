/** Folders that have compiler settings of their own. A file that none of them includes is not checked. */
export const TYPE_PARTS = [
  "shared",
  "electron",
  "electron/preload",
  "renderer",
  "build/demo",
  "build/guide",
  "tests",
];
