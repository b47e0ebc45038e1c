import type { Confidence } from "../../shared/types/names.ts";

const SHAPES: Readonly<Record<Confidence, string>> = {
  exact: "M1 3.5a1 1 0 0 1 1-1h8a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H2a1 1 0 0 1-1-1z",
  bounded: "M1 3.5a1 1 0 0 1 1-1h3.5v7H2a1 1 0 0 1-1-1z",
  open: "M1 3.5a1 1 0 0 1 1-1h5L11.5 6 7 9.5H2a1 1 0 0 1-1-1z",
  unknown: "M1 3.5a1 1 0 0 1 1-1h7l2 1.2-2 1.2 2 1.2-2 1.2 2 1.2-2 1H2a1 1 0 0 1-1-1z",
};

/** How sure an end is, in the shapes of the timeline: hard edge, fade, arrow, torn edge. */
export function SureIcon({ confidence }: { readonly confidence: Confidence }) {
  return (
    <svg className={`sure sure-${confidence}`} viewBox="0 0 12 12" aria-hidden>
      <path d={SHAPES[confidence]} fill="currentColor" />
      {confidence === "bounded" && (
        <path d="M6.5 2.5H10a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H6.5z" fill="currentColor" opacity="0.32" />
      )}
    </svg>
  );
}
