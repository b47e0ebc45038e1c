import { Diff } from "lucide-react";
import { useRef } from "react";
import { COMPARE_TEXTS as W } from "../../data/texts/compare.ts";
import { useApp } from "../../state/app.ts";
import { adoptAndCompare, pickAndCompare } from "../../state/compare-commands.ts";
import { useStore } from "../../state/store.ts";

/** Chooses what to hold the case on screen against: with the host's dialog, else with that of the browser. */
export function CompareButton({ label, className }: { readonly label: string; readonly className: string }) {
  const app = useApp();
  const native = useStore(app.desk, (desk) => desk.info?.capabilities.pickFiles === true);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className={className}
        title={W.chooseTitle}
        onClick={() => (native ? void pickAndCompare(app) : input.current?.click())}
      >
        <Diff aria-hidden />
        {label}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={W.files}
        onChange={(event) => {
          void adoptAndCompare(app, [...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
