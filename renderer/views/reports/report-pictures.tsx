import type {
  BarsPicture,
  Lead,
  PictureUnit,
  RangesPicture,
  ReportPicture,
} from "../../../shared/export/pictures/picture-types.ts";
import { sheetLine } from "../../../shared/export/report-sheet.ts";
import { HeatGrid } from "../../components/charts/heat-grid.tsx";
import { HorizontalBars } from "../../components/charts/horizontal-bars.tsx";
import { RangeBars } from "../../components/charts/range-bars.tsx";
import { StepCurve } from "../../components/charts/step-curve.tsx";
import { TimeColumns } from "../../components/charts/time-columns.tsx";
import { count, rounded } from "../../data/numbers.ts";
import type { MadeReport } from "../../data/report-job/made-report.ts";
import { behindLine } from "../../data/report-lines.ts";
import { BREAKDOWN } from "../../data/texts/breakdown.ts";
import { CHART_WORDS } from "../../data/texts/charts.ts";
import { PICTURES } from "../../data/texts/reports.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { narrow, setRange, showRows } from "../../state/commands.ts";
import type { ReportQuestion } from "../../state/report-desk.ts";

interface ReportPicturesProps {
  readonly made: MadeReport;
  readonly answered: ReportQuestion;
}

/** Lines of bars shown before somebody asks for more: the table below has all of them. */
const FEW_LINES = 6;
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));
const UNITS: Readonly<Record<PictureUnit, (value: number) => string>> = {
  count,
  hours: (value) => `${rounded(value)} h`,
  days: count,
};

/** The pictures of a report, each with its numbers. */
export function ReportPictures({ made: { sheet, pictures }, answered: { view } }: ReportPicturesProps) {
  const app = useApp();
  const { zone } = useClock();
  const follow = (lead: Lead | undefined) => {
    if (lead === undefined) return;
    if ("field" in lead) {
      narrow(app, lead.field, lead.value);
      return;
    }
    const behind = behindLine(sheetLine(sheet, lead.line), { view, zone });
    if (behind !== null) showRows(app, behind);
  };
  if (pictures.length === 0) return null;
  return (
    <div className="report-pictures">
      {pictures.map((picture) => (
        <div key={picture.title} className={picture.wide === true ? "wide" : undefined}>
          <Picture picture={picture} onFollow={follow} onSpan={(from, to) => setRange(app, { from, to })} />
        </div>
      ))}
    </div>
  );
}

interface PictureProps<Kind> {
  readonly picture: Kind;
  readonly onFollow: (lead: Lead | undefined) => void;
}

function Picture({
  picture,
  onFollow,
  onSpan,
}: PictureProps<ReportPicture> & { readonly onSpan: (from: number, to: number) => void }) {
  switch (picture.kind) {
    case "bars":
      return <Bars picture={picture} onFollow={onFollow} />;
    case "ranges":
      return <Ranges picture={picture} onFollow={onFollow} />;
    case "columns":
      return (
        <TimeColumns
          {...picture}
          words={CHART_WORDS}
          format={UNITS[picture.unit]}
          onChoose={(first, last) => onSpan(picture.starts[first]!, picture.starts[last + 1]!)}
        />
      );
    case "curve":
      return <StepCurve {...picture} words={CHART_WORDS} />;
    case "week":
      return (
        <HeatGrid
          {...picture}
          words={CHART_WORDS}
          rows={T.weekdays}
          columns={HOURS}
          cellName={(day, hour) => `${BREAKDOWN.weekdays[day]} ${BREAKDOWN.hourSpan(hour)}`}
          short={count}
        />
      );
  }
}

function Bars({ picture, onFollow }: PictureProps<BarsPicture>) {
  const leads = new Map(picture.bars.map(({ key, lead }) => [key, lead]));
  return (
    <HorizontalBars
      {...picture}
      words={CHART_WORDS}
      most={FEW_LINES}
      lines={picture.bars.map((bar) => ({ ...bar, choosable: bar.lead !== undefined }))}
      sumUp={() => ({
        cells: picture.headers.slice(2).map(() => ""),
        ...(picture.headers[1] === PICTURES.notSeenFor ? { text: "" } : {}),
      })}
      onChoose={({ key }) => onFollow(leads.get(key))}
    />
  );
}

function Ranges({ picture, onFollow }: PictureProps<RangesPicture>) {
  const leads = new Map(picture.ranges.map(({ key, lead }) => [key, lead]));
  return (
    <RangeBars
      {...picture}
      words={CHART_WORDS}
      most={FEW_LINES}
      lines={picture.ranges.map((range) => ({ ...range, choosable: range.lead !== undefined }))}
      onChoose={({ key }) => onFollow(leads.get(key))}
    />
  );
}
