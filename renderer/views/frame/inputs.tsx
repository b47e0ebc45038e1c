import { ChevronDown, Database, Diff, FolderOpen, Plus, X } from "lucide-react";
import { useRef } from "react";
import type { Aliases } from "../../../shared/engine/masking/aliases.ts";
import { Menu } from "../../components/menu.tsx";
import type { MenuItem } from "../../components/menu-items.tsx";
import { bytesText, listed } from "../../data/numbers.ts";
import { COMPARE_TEXTS } from "../../data/texts/compare.ts";
import { fileName, T } from "../../data/texts.ts";
import { type Desk, useApp } from "../../state/app.ts";
import { showView } from "../../state/commands.ts";
import { pickAndCompare } from "../../state/compare-commands.ts";
import { adoptAndOpen, closeCase, pickAndOpen, removeFile } from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";

/** More lines than this make the list of inputs a wall; the rest stands in Sources. */
const MOST_LISTED = 12;

type OpenFiles = Desk["files"];

function maskedFiles(files: OpenFiles, aliases: Aliases): OpenFiles {
  return files.map((file) => ({ ...file, name: aliases.of("file", file.name) }));
}

/** What is open, and how to open more or less. */
export function Inputs() {
  const app = useApp();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const known = useStore(app.desk, (desk) => desk.files);
  const masking = useStore(app.masking, (masking) => masking);
  const files = masking?.aliases == null ? known : maskedFiles(known, masking.aliases);
  const native = useStore(app.desk, (desk) => desk.info?.capabilities.pickFiles === true);
  const input = useRef<HTMLInputElement>(null);
  const adding = useRef(false);
  if (data === null) return null;
  const names = data.computers.map((computer) => computer.name);
  const shown =
    names.length > 3 ? T.inputs.andMore(names.slice(0, 2).join(", "), names.length - 2) : names.join(", ");
  const open = (add: boolean) => {
    adding.current = add;
    if (native) void pickAndOpen(app, add);
    else input.current?.click();
  };
  const items: MenuItem[] = [
    ...files.slice(0, MOST_LISTED).map(
      (file): MenuItem => ({
        type: "submenu",
        label: file.name,
        icon: <Database aria-hidden />,
        items: [
          { type: "note", label: bytesText(file.bytes) },
          { label: T.inputs.showSources, onSelect: () => showView(app, "sources") },
          {
            label: T.inputs.remove,
            disabled: files.length < 2,
            onSelect: () => removeFile(app, file.token),
          },
        ],
      }),
    ),
    ...(files.length > MOST_LISTED
      ? [{ label: T.inputs.moreFiles(files.length - MOST_LISTED), onSelect: () => showView(app, "sources") }]
      : []),
    { type: "separator" },
    { label: T.inputs.add, icon: <Plus aria-hidden />, onSelect: () => open(true) },
    {
      label: COMPARE_TEXTS.choose,
      icon: <Diff aria-hidden />,
      // A browser opens its dialog for a button alone, and the page that compares has one.
      onSelect: () => (native ? void pickAndCompare(app) : showView(app, "compare")),
    },
    { label: T.inputs.other, icon: <FolderOpen aria-hidden />, onSelect: () => open(false) },
    { label: T.inputs.close, icon: <X aria-hidden />, onSelect: () => closeCase(app) },
  ];
  return (
    <>
      <Menu
        className="chip inputs-chip"
        align="start"
        title={`${T.inputs.title}: ${listed(data.sources.map((source) => fileName(source.path)).slice(0, 12))}`}
        label={
          <>
            <b>{T.inputs.logs(data.sources.length)}</b>
            <span className="clip">{shown}</span>
            <ChevronDown aria-hidden className="chevron" />
          </>
        }
        items={items}
      />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={T.inputs.files}
        onChange={(event) => {
          void adoptAndOpen(app, [...(event.currentTarget.files ?? [])], adding.current);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
