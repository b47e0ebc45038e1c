import type { Aliases } from "../../shared/engine/masking/aliases.ts";
import { maskCase } from "../../shared/engine/masking/mask-case.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { App } from "./app.ts";

/** Names are hidden: what stands for what, and the case under its own names. Both are null before there is a case. */
export interface Masking {
  readonly aliases: Aliases | null;
  readonly real: CaseData | null;
}

/** A case as it goes on screen. */
export function asShown(app: App, data: CaseData): CaseData {
  if (app.masking.get() === null) return data;
  const masked = maskCase(data);
  app.masking.set({ aliases: masked.aliases, real: data });
  return masked.data;
}

/** The case on screen under its own names, as it is kept. */
export function realCase(app: App): CaseData | null {
  const { data } = app.dataset.get();
  return data === null ? null : (app.masking.get()?.real ?? data);
}

/**
 * Shows aliases in the place of names, or the names again. Filters speak of what is on screen, so the one in force is
 * taken off; everything else stays as it is.
 */
export function setMasked(app: App, on: boolean): void {
  if (on === (app.masking.get() !== null)) return;
  const real = realCase(app);
  app.masking.set(on ? { aliases: null, real: null } : null);
  // A list of accounts and the name of a calendar's file are the user's own and hold real names.
  const report = { ...app.view.get().report, accounts: null, calendar: null };
  app.view.patch({ filter: "", person: null, computer: null, covered: null, report });
  app.history.reset();
  app.stopListing?.();
  app.events.patch({ question: "", phase: "idle" });
  if (real === null) return;
  const dataset = app.dataset.get();
  app.dataset.set({ ...dataset, generation: dataset.generation + 1, data: asShown(app, real) });
}
