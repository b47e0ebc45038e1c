import { Plus, RotateCw } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import type { CaseData } from "../../../shared/types/case.ts";
import { Segmented } from "../../components/segmented.tsx";
import { bytesText } from "../../data/numbers.ts";
import { fileOf, holesOf, isTrouble, sourceRows, splitPath } from "../../data/source-facts.ts";
import { contributions, joinBehind } from "../../data/source-joins.ts";
import { SOURCE_TEXTS as S } from "../../data/texts/sources.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { adoptAndOpen, pickAndOpen, readAgain, removeFile } from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";
import { ScriptsButton } from "../scripts/scripts-button.tsx";
import { TrailBlock } from "../summary/trail-block.tsx";
import { LeftOutFiles } from "./left-out.tsx";
import { SourceDetails } from "./source-details.tsx";
import { SourceList } from "./source-list.tsx";

/** Up to so many inputs are shown in full, one below the other; more of them as a list with one in full beside it. */
const MOST_IN_FULL = 4;

/** Every input: what it is, what was read of it, and what is wrong with it. */
export function Sources() {
  const app = useApp();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  return data === null ? null : <SourcesOf data={data} />;
}

function SourcesOf({ data }: { readonly data: CaseData }) {
  const [troubled, setTroubled] = useState(false);
  const [asked, setAsked] = useState(-1);
  const { sources } = data;
  const troubles = useMemo(() => sources.filter(isTrouble).length, [sources]);
  const rows = useMemo(() => sourceRows(sources, troubled && troubles > 0), [sources, troubled, troubles]);
  const chosen = rows.includes(asked) ? asked : (rows[0] ?? -1);
  const isList = sources.length > MOST_IN_FULL;
  return (
    <section
      className={isList ? "view-body sources split" : "view-body sources"}
      aria-label={T.views.sources}
      tabIndex={isList ? undefined : 0}
    >
      <header>
        <div className="sources-head">
          <h1>{S.inputs(sources.length)}</h1>
          {isList && troubles > 0 && (
            <Segmented
              label={S.which}
              value={troubled ? "troubled" : "all"}
              options={[
                ["all", S.all],
                ["troubled", S.troubled(troubles)],
              ]}
              onChange={(value) => setTroubled(value === "troubled")}
            />
          )}
          <Actions />
        </div>
        <p className="mute">{summaryOf(data)}</p>
        <TrailBlock data={data} />
      </header>
      {isList ? (
        <div className="sources-split">
          <SourceList sources={sources} rows={rows} chosen={chosen} onChoose={setAsked} />
          <div className="sources-detail">
            {chosen >= 0 && <Source data={data} row={chosen} />}
            <LeftOutFiles leftOut={data.leftOut ?? []} />
          </div>
        </div>
      ) : (
        <>
          {rows.map((row) => (
            <Source key={row} data={data} row={row} />
          ))}
          <LeftOutFiles leftOut={data.leftOut ?? []} />
        </>
      )}
    </section>
  );
}

function Source({ data, row }: { readonly data: CaseData; readonly row: number }) {
  const app = useApp();
  const clock = useClock();
  const files = useStore(app.desk, (desk) => desk.files);
  const source = data.sources[row]!;
  const file = useMemo(() => fileOf(source, files), [source, files]);
  const holes = useMemo(() => holesOf(source, data), [source, data]);
  const join = joinBehind(data, row);
  return (
    <SourceDetails
      source={source}
      clock={clock}
      holes={holes}
      contribution={contributions(data)[row]!}
      join={join === null ? null : { ...join, name: splitPath(data.sources[join.next]!.path).name }}
      removes={file === null || files.length < 2 ? null : file.name}
      onRemove={() => {
        if (file !== null) removeFile(app, file.token);
      }}
    />
  );
}

function Actions() {
  const app = useApp();
  const native = useStore(app.desk, (desk) => desk.info?.capabilities.pickFiles === true);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="sources-actions">
      <button
        type="button"
        className="btn"
        onClick={() => (native ? void pickAndOpen(app, true) : input.current?.click())}
      >
        <Plus aria-hidden />
        {S.add}
      </button>
      <button type="button" className="btn" onClick={() => readAgain(app)}>
        <RotateCw aria-hidden />
        {S.readAgain}
      </button>
      <ScriptsButton />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={S.toAdd}
        onChange={(event) => {
          void adoptAndOpen(app, [...(event.currentTarget.files ?? [])], true);
          event.currentTarget.value = "";
        }}
      />
    </div>
  );
}

function summaryOf({ sources, counts }: CaseData): string {
  const bytes = sources.reduce((sum, source) => sum + source.bytes, 0);
  const twice = counts.duplicates > 0 ? S.twice(counts.duplicates) : "";
  return S.summary(bytesText(bytes), counts.records, counts.events, twice);
}
