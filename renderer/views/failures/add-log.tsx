import { useRef } from "react";
import { FAILURES } from "../../data/texts/failures.ts";
import { useApp } from "../../state/app.ts";
import { adoptAndOpen, pickAndOpen } from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";

/** Offers to add another log to the case. */
export function AddLog() {
  const app = useApp();
  const native = useStore(app.desk, (desk) => desk.info?.capabilities.pickFiles === true);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="link"
        onClick={() => (native ? void pickAndOpen(app, true) : input.current?.click())}
      >
        {FAILURES.member.add}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={FAILURES.member.add}
        onChange={(event) => {
          void adoptAndOpen(app, [...(event.currentTarget.files ?? [])], true);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
