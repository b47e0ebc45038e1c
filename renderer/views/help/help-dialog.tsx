import { useState } from "react";
import { Dialog, DialogHelp } from "../../components/dialog.tsx";
import type { HelpPlace } from "../../data/help/help-page.ts";
import { CONTENTS } from "../../data/help/help-topics.ts";
import { HELP_TEXTS as W } from "../../data/texts/help.ts";
import type { HelpVisit } from "../../state/help.ts";
import { HelpShell } from "./help-shell.tsx";

const forgetTop = () => {};

/** The guide over a dialog, which stays as it is. */
export function HelpDialog({ place, onClose }: { readonly place: HelpPlace; readonly onClose: () => void }) {
  const [visits, setVisits] = useState<readonly HelpVisit[]>([{ place, top: 0 }]);
  const [search, setSearch] = useState("");
  return (
    // Nothing explains the guide.
    <DialogHelp value={null}>
      <Dialog title={W.title} close={W.close} className="help-over" onClose={onClose}>
        <HelpShell
          reading={{
            visit: visits.at(-1) ?? null,
            canGoBack: visits.length > 1,
            search,
            asked: 0,
            go: (next, top) => {
              setVisits((all) => [
                ...all.slice(0, -1),
                ...all.slice(-1).map((last) => ({ ...last, top })),
                { place: next, top: 0 },
              ]);
              setSearch("");
            },
            back: () => {
              setVisits((all) => all.slice(0, -1));
              setSearch("");
            },
            find: setSearch,
            leave: forgetTop,
          }}
        />
      </Dialog>
    </DialogHelp>
  );
}

/** The contents of the guide over a dialog that has no page there. */
export function ContentsDialog({ onClose }: { readonly onClose: () => void }) {
  return <HelpDialog place={CONTENTS} onClose={onClose} />;
}
