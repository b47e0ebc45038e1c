import { lazy, Suspense } from "react";
import { ErrorBoundary } from "../../components/error-boundary.tsx";
import { HELP_TEXTS as W } from "../../data/texts/help.ts";
import { T } from "../../data/texts.ts";
import type { HelpReading } from "./help-reading.ts";

const HelpBrowser = lazy(() => import("./help-browser.tsx").then((part) => ({ default: part.HelpBrowser })));

/** The guide, which is loaded when it is first opened; until then, or without it, a line that says so. */
export function HelpShell({ reading }: { readonly reading: HelpReading }) {
  return (
    <ErrorBoundary
      instead={(again) => (
        <p className="help-body" role="alert">
          {W.failed}{" "}
          <button type="button" className="link" onClick={again}>
            {T.failed.again}
          </button>
        </p>
      )}
    >
      <Suspense
        fallback={
          <p className="help-body mute" role="status">
            {W.loading}
          </p>
        }
      >
        <HelpBrowser reading={reading} />
      </Suspense>
    </ErrorBoundary>
  );
}
