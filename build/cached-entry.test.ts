import { describe, expect, it } from "vitest";
// @ts-expect-error: a script of the build, without types
import { lazyBuiltins } from "./cached-entry.mjs";

describe("lazyBuiltins", () => {
  const lazy = lazyBuiltins as (code: string) => string;
  const run = (code: string): { readonly loaded: readonly string[]; readonly result: unknown } => {
    const loaded: string[] = [];
    const require = (name: string) => {
      loaded.push(name);
      return { join: (...parts: string[]) => parts.join("/") };
    };
    return { result: new Function("require", lazy(code))(require), loaded };
  };

  it("loads a module when a member of it is used, once", () => {
    const code = 'let node_path = require("node:path");\nconst f = () => (0, node_path.join)("a", "b");\n';
    expect(run(`${code}return "";`)).toEqual({ result: "", loaded: [] });
    expect(run(`${code}return f() + f();`)).toEqual({ result: "a/ba/b", loaded: ["node:path"] });
  });

  it("makes objects of the classes of a module", () => {
    const code = 'let node_x = require("node:x");\nreturn new node_x.Thing(7).value;';
    const require = () => ({
      Thing: class {
        readonly value: number;
        constructor(value: number) {
          this.value = value;
        }
      },
    });
    expect(new Function("require", lazy(code))(require)).toBe(7);
  });

  it("leaves a module alone whose name stands by itself somewhere", () => {
    const code = 'let node_path = require("node:path");\nreturn [node_path, node_path.join];';
    expect(lazy(code)).toBe(code);
    expect(run(code).loaded).toEqual(["node:path"]);
  });

  it("leaves everything else as it is", () => {
    const code = 'let node_pathology = require("./own.js");\nconst text = "node_path.join";';
    expect(lazy(code)).toBe(code);
  });
});
