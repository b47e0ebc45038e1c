import { beforeEach, expect, test, vi } from "vitest";
import { BrowserWindow, callsOf, resetElectron, state } from "../../tests/electron-double.ts";
import { dragFile } from "./saved-file.ts";

vi.mock("electron", () => import("../../tests/electron-double.ts"));

beforeEach(() => resetElectron());
const window = (): BrowserWindow => new BrowserWindow({ webPreferences: {} });
const drag = (from: BrowserWindow | null): Promise<void> =>
  dragFile(from as unknown as Parameters<typeof dragFile>[0], "/exports/sessions.csv");

test("a file is dragged with the system's picture of it", async () => {
  await drag(window());
  expect(callsOf("contents.startDrag").map(({ args }) => args[0])).toEqual([
    {
      file: "/exports/sessions.csv",
      icon: expect.objectContaining({ name: "icon of /exports/sessions.csv" }),
    },
  ]);
});

test.each(["empty", "none"] as const)("where the system has none (%s) there is one of ours", async (icon) => {
  state().user.fileIcon = icon;
  await drag(window());
  const item = callsOf("contents.startDrag")[0]?.args[0] as { icon: { name: string } };
  const bytes = Buffer.from(item.icon.name.replace("data:image/png;base64,", ""), "base64");
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([32, 32]);
});

test("without a window, or with one that closed meanwhile, nothing is dragged", async () => {
  await drag(null);
  const gone = window();
  const dragging = drag(gone);
  gone.destroy();
  await dragging;
  expect(callsOf("contents.startDrag")).toEqual([]);
});
