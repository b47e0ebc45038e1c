import { cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CHART_WORDS } from "../../data/texts/charts.ts";
import { HeatGrid, shadeOf } from "./heat-grid.tsx";
import { HorizontalBars } from "./horizontal-bars.tsx";
import { RangeBars } from "./range-bars.tsx";
import { StepCurve } from "./step-curve.tsx";
import { TimeColumns } from "./time-columns.tsx";

// What is fetched when it is first needed takes its time on a busy machine.
configure({ asyncUtilTimeout: 20_000 });

const words = CHART_WORDS;
const SERIES = [
  { key: "console", name: "Here", color: "console" },
  { key: "remote", name: "Remote", color: "remote" },
] as const;

beforeEach(() => {
  // Nothing is laid out here; a picture needs a width.
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(600);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function lines(count: number) {
  return Array.from({ length: count }, (_, at) => ({
    key: String(at),
    label: `user-${at}`,
    value: count - at,
    cells: ["x"],
  }));
}

describe("bars", () => {
  test("one value has a bar, its number and a name that can be chosen", async () => {
    const chosen = vi.fn();
    const { container } = render(
      <HorizontalBars
        title="Users"
        words={words}
        headers={["User", "Sessions", "More"]}
        lines={lines(1)}
        onChoose={chosen}
      />,
    );
    const row = screen.getByRole("row", { name: /user-0/ });
    expect(row.textContent).toBe("user-01x");
    fireEvent.click(within(row).getByRole("button", { name: "user-0" }));
    fireEvent.click(container.querySelector(".bar-hit")!);
    expect(chosen.mock.calls.map(([line]) => line.key)).toEqual(["0", "0"]);
    await waitFor(() => expect(container.querySelectorAll("path.fill-accent")).toHaveLength(1));
  });

  test("of ten thousand the first stand there, the others are added up, and more can be asked for", () => {
    const all = lines(10_000);
    const { container } = render(
      <HorizontalBars title="Users" words={words} headers={["User", "Sessions", "More"]} lines={all} />,
    );
    const rows = () => [...container.querySelectorAll("tbody tr")].map((row) => row.textContent);
    expect(rows()).toHaveLength(11);
    const others = all.slice(10).reduce((sum, { value }) => sum + value, 0);
    expect(rows().at(-1)).toBe(`9,990 others${others.toLocaleString("en")}`);
    fireEvent.click(screen.getByRole("button", { name: "Show 50 more" }));
    expect(rows()).toHaveLength(61);
    fireEvent.click(screen.getByRole("button", { name: "Show fewer" }));
    expect(rows()).toHaveLength(11);
  });

  test("without lines it says so", () => {
    render(<HorizontalBars title="Users" words={words} headers={["User", "Sessions"]} lines={[]} />);
    expect(screen.getByRole("figure", { name: "Users" }).textContent).toContain(words.empty);
  });
});

describe("columns over time", () => {
  const columns = Array.from({ length: 24 }, (_, hour) => ({
    key: String(hour),
    label: `${hour}:00`,
    tick: `${hour}`,
    values: [hour, hour === 3 ? 5 : 0],
  }));

  test("are walked with the arrow keys, said in words and chosen with Enter", async () => {
    const chosen = vi.fn();
    const { container } = render(
      <TimeColumns
        title="Per hour"
        words={words}
        series={SERIES}
        columns={columns}
        header="Hour"
        onChoose={chosen}
      />,
    );
    const plot = screen.getByRole("slider", { name: "Per hour" });
    expect(plot.getAttribute("aria-valuetext")).toBe("Most: 23, 23:00");
    for (const key of ["Home", "ArrowRight", "ArrowRight", "ArrowRight"]) fireEvent.keyDown(plot, { key });
    expect(plot.getAttribute("aria-valuetext")).toBe("3:00: 8 (Here 3, Remote 5)");
    expect(plot.getAttribute("aria-valuenow")).toBe("4");
    fireEvent.keyDown(plot, { key: "Enter" });
    expect(chosen).toHaveBeenCalledWith(3, 3);
    await waitFor(() => expect(container.querySelectorAll(".recharts-bar").length).toBe(2));
    expect(container.querySelectorAll("style")).toHaveLength(0);
  });

  test("have every number under the picture, made only when somebody looks", async () => {
    const { container } = render(
      <TimeColumns title="Per hour" words={words} series={SERIES} columns={columns} header="Hour" />,
    );
    expect(container.querySelector(".chart-numbers table")).toBeNull();
    const numbers = container.querySelector<HTMLDetailsElement>("details.chart-numbers")!;
    numbers.open = true;
    fireEvent(numbers, new Event("toggle"));
    const table = await screen.findByRole("table", { name: "Per hour" });
    expect(
      within(table)
        .getAllByRole("row")
        .map((row) => row.textContent)
        .slice(0, 5),
    ).toEqual(["HourHereRemoteAll", "0:00000", "1:00101", "2:00202", "3:00358"]);
  });

  test("ten thousand are drawn as a few hundred, and one says how many", async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => ({
      key: String(at),
      label: `h${at}`,
      values: [1],
    }));
    const { container } = render(
      <TimeColumns title="Many" words={words} series={SERIES.slice(0, 1)} columns={many} header="Hour" />,
    );
    expect(screen.getByText(words.merged(57))).toBeTruthy();
    await waitFor(() => {
      const drawn = container.querySelectorAll(".recharts-bar-rectangle").length;
      expect(drawn).toBeGreaterThan(100);
      expect(drawn).toBeLessThan(400);
    });
  });
});

describe("a curve", () => {
  test("of one point is drawn and said", async () => {
    const { container } = render(
      <StepCurve
        title="At once"
        words={words}
        series={SERIES.slice(0, 1)}
        points={[{ x: 5, label: "Monday", values: [2] }]}
        ticks={[]}
        header="From"
      />,
    );
    expect(screen.getByRole("slider").getAttribute("aria-valuetext")).toBe("Most: 2, Monday");
    await waitFor(() => expect(container.querySelector("path.recharts-area-curve")).not.toBeNull());
  });
});

describe("bars between two numbers", () => {
  test("are hatched where they are not sure", async () => {
    const { container } = render(
      <RangeBars
        title="Hours"
        words={words}
        headers={["User", "", "At least", "At most"]}
        lines={[
          { key: "a", label: "anna", from: 0, to: 9, sureTo: 7, cells: ["7 h", "9 h"] },
          { key: "b", label: "ben", from: 2, to: 3, cells: ["1 h", "1 h"] },
        ]}
      />,
    );
    expect(screen.getByRole("row", { name: /anna/ }).textContent).toBe("anna7 h9 h");
    await waitFor(() => expect(container.querySelectorAll("path.chart-perhaps")).toHaveLength(2));
    expect(container.querySelectorAll("path.fill-accent")).toHaveLength(2);
  });
});

describe("the hours of the week", () => {
  const values = Array.from({ length: 168 }, (_, at) => (at === 32 ? 1500 : at === 33 ? 2 : 0));
  const names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

  test("are a grid of numbers to walk in, with sums", () => {
    const chosen = vi.fn();
    render(
      <HeatGrid
        title="Week"
        words={words}
        rows={names}
        columns={hours}
        values={values}
        cellName={(row, column) => `${names[row]} ${hours[column]}`}
        short={(value) => (value > 999 ? "1.5k" : String(value))}
        onChoose={(row, column) => chosen(row, column)}
      />,
    );
    const grid = screen.getByRole("grid", { name: "Week" });
    expect(within(grid).getAllByRole("row")).toHaveLength(9);
    const first = within(grid).getByLabelText("Mon 00: 0");
    expect(first.tabIndex).toBe(0);
    first.focus();
    fireEvent.keyDown(first, { key: "ArrowDown" });
    for (let hour = 0; hour < 8; hour++) fireEvent.keyDown(document.activeElement!, { key: "ArrowRight" });
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Tue 08: 1,500");
    fireEvent.keyDown(document.activeElement!, { key: "Enter" });
    expect(chosen).toHaveBeenCalledWith(1, 8);
    expect(within(grid).getByRole("row", { name: /^Tue/ }).lastElementChild?.textContent).toBe("1,502");
  });

  test("a small number beside a large one is not nothing", () => {
    expect([shadeOf(0, 1500), shadeOf(1, 1500), shadeOf(1500, 1500), shadeOf(1, 0)]).toEqual([0, 1, 5, 0]);
  });
});
