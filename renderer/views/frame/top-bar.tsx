import {
  Check,
  ChevronDown,
  Download,
  FolderOpen,
  Keyboard,
  Moon,
  Plus,
  Sun,
  SunMoon,
  X,
} from "lucide-react";
import { type RefObject, useRef } from "react";
import { Menu } from "../../components/menu.tsx";
import { counted, fileName, listed, T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { setPrefs, showView } from "../../state/commands.ts";
import { type ExportFormat, exportRows } from "../../state/export-commands.ts";
import { adoptAndOpen, closeCase, pickAndOpen } from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";
import type { Prefs } from "../../state/view-state.ts";
import { FilterBox } from "./filter-box.tsx";
import { Hiding } from "./hiding.tsx";
import { ZoneSelect } from "./zone-select.tsx";

export function TopBar({ filter }: { readonly filter: RefObject<HTMLInputElement | null> }) {
  return (
    <header className="top">
      <span className="brand">
        <i aria-hidden />
        {T.app}
      </span>
      <Inputs />
      <FilterBox input={filter} />
      <Hiding />
      <ZoneSelect />
      <ExportMenu />
      <MoreMenu />
    </header>
  );
}

/** What is open, and how to open more. */
function Inputs() {
  const app = useApp();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const native = useStore(app.desk, (desk) => desk.info?.capabilities.pickFiles === true);
  const input = useRef<HTMLInputElement>(null);
  const adding = useRef(false);
  if (data === null) return null;
  const names = data.computers.map((computer) => computer.name);
  const shown =
    names.length > 3 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(", ");
  const open = (add: boolean, close: () => void) => {
    close();
    adding.current = add;
    if (native) void pickAndOpen(app, add);
    else input.current?.click();
  };
  return (
    <>
      <Menu
        className="chip inputs-chip"
        side="left"
        title={`Open inputs: ${listed(data.sources.map((source) => fileName(source.path)).slice(0, 12))}`}
        label={
          <>
            <b>{counted(data.sources.length, "log")}</b>
            <span className="clip">{shown}</span>
            <ChevronDown aria-hidden className="chevron" />
          </>
        }
      >
        {(close) => (
          <>
            <button type="button" role="menuitem" onClick={() => open(false, close)}>
              <FolderOpen aria-hidden className="tick" />
              Open other logs…
            </button>
            <button type="button" role="menuitem" onClick={() => open(true, close)}>
              <Plus aria-hidden className="tick" />
              Add logs to this case…
            </button>
            <hr className="menu-rule" />
            <button
              type="button"
              role="menuitem"
              onClick={() => {
                close();
                showView(app, "sources");
              }}
            >
              <span className="tick" />
              Show what was read
            </button>
            <button
              type="button"
              role="menuitem"
              onClick={() => {
                close();
                closeCase(app);
              }}
            >
              <X aria-hidden className="tick" />
              Close this case
            </button>
          </>
        )}
      </Menu>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Log files"
        onChange={(event) => {
          void adoptAndOpen(app, [...(event.currentTarget.files ?? [])], adding.current);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

const EXPORTS: readonly (readonly [format: ExportFormat, label: string, hint: string])[] = [
  ["csv", "Spreadsheet, columns of the table", "CSV"],
  ["csvAll", "Spreadsheet, every column", "CSV"],
  ["json", "Data with sources and caveats", "JSON"],
];

function ExportMenu() {
  const app = useApp();
  const what = useStore(app.view, (view) =>
    view.view === "failures" ? "The failed sign-ins" : "The sessions",
  );
  const ready = useStore(app.job, (job) => job.phase !== "running");
  return (
    <Menu
      className="btn primary"
      title={ready ? "Save the table as shown" : "Export waits until everything is read"}
      disabled={!ready}
      label={
        <>
          <Download aria-hidden />
          Export
        </>
      }
    >
      {(close) => (
        <>
          <p className="menu-note">{what} as shown: filter, order, zone</p>
          {EXPORTS.map(([format, label, hint]) => (
            <button
              key={format}
              type="button"
              role="menuitem"
              onClick={() => {
                close();
                void exportRows(app, format);
              }}
            >
              {label}
              <span className="hint">{hint}</span>
            </button>
          ))}
        </>
      )}
    </Menu>
  );
}

const THEMES: readonly (readonly [theme: Prefs["theme"], label: string])[] = [
  ["system", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
];

export function MoreMenu() {
  const app = useApp();
  const theme = useStore(app.prefs, (prefs) => prefs.theme);
  const Icon = theme === "light" ? Sun : theme === "dark" ? Moon : SunMoon;
  return (
    <Menu className="btn icon" title="Appearance and keys" label={<Icon aria-hidden />}>
      {(close) => (
        <>
          {THEMES.map(([value, label]) => (
            <button
              key={value}
              type="button"
              role="menuitemradio"
              aria-checked={value === theme}
              onClick={() => {
                close();
                setPrefs(app, { theme: value });
              }}
            >
              <span className="tick">{value === theme && <Check aria-hidden className="tick" />}</span>
              {label}
            </button>
          ))}
          <hr className="menu-rule" />
          <button
            type="button"
            role="menuitem"
            onClick={() => {
              close();
              app.view.patch({ shortcuts: true });
            }}
          >
            <Keyboard aria-hidden className="tick" />
            Keyboard shortcuts
            <span className="hint">?</span>
          </button>
        </>
      )}
    </Menu>
  );
}
