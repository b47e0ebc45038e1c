import type { App } from "./app.ts";

/** Shows what the program is, and what it is made of. */
export function showAbout(app: App): void {
  app.desk.patch({ about: true });
}

export function hideAbout(app: App): void {
  app.desk.patch({ about: false });
}
