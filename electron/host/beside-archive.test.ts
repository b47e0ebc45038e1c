import { expect, test } from "vitest";
import { besideArchive } from "./beside-archive.ts";

test("a packed program's files stand beside its archive, all others where they are", () => {
  const pairs = [
    ["/opt/Logonscope/resources/app.asar/out/demo", "/opt/Logonscope/resources/app.asar.unpacked/out/demo"],
    [
      "C:\\Programs\\Logonscope\\resources\\app.asar\\out\\demo",
      "C:\\Programs\\Logonscope\\resources\\app.asar.unpacked\\out\\demo",
    ],
    ["/home/anna/logonscope/out/demo", "/home/anna/logonscope/out/demo"],
    ["/opt/app.asar.unpacked/out/demo", "/opt/app.asar.unpacked/out/demo"],
    ["/home/app.asar", "/home/app.asar"],
    ["/home/my-app.asar/out/demo", "/home/my-app.asar/out/demo"],
  ] as const;
  for (const [path, wanted] of pairs) expect(besideArchive(path)).toBe(wanted);
});
