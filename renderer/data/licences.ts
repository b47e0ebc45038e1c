/** A package that has code in the program, and its licence. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** The licences of the program: its own text, and those of what is inside it. */
export interface Licences {
  readonly own: string;
  readonly packages: readonly ShippedPackage[];
}

/** They stand beside the page's own files, put there when the program was built. */
const OWN = "licence.json";
const OTHERS = "licences.json";
const MOST = 1000;

/** Rejects where the page was not built with them. */
export async function loadLicences(
  load: (name: string) => Promise<Pick<Response, "ok" | "json">> = fetch,
): Promise<Licences> {
  const [own, packages] = await Promise.all([jsonOf(load, OWN), jsonOf(load, OTHERS)]);
  if (typeof own !== "object" || own === null || !("text" in own) || typeof own.text !== "string")
    throw new Error("no licence");
  if (!Array.isArray(packages) || packages.length > MOST || !packages.every(isPackage))
    throw new Error("no list of licences");
  return { own: own.text, packages };
}

async function jsonOf(
  load: (name: string) => Promise<Pick<Response, "ok" | "json">>,
  name: string,
): Promise<unknown> {
  const answer = await load(name);
  return answer.ok ? await answer.json() : null;
}

function isPackage(value: unknown): value is ShippedPackage {
  if (typeof value !== "object" || value === null) return false;
  const { name, version, licence, text } = value as Partial<Record<keyof ShippedPackage, unknown>>;
  return [name, version, licence, text].every((field) => typeof field === "string" && field !== "");
}
