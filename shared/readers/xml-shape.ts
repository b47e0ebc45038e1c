/**
 * The shapes of XML that hold events:
 *
 *   events   `<Events><Event …>…</Event>…</Events>`   Event Viewer, `wevtutil qe /e:Events`
 *   stream   `<Event …>…</Event><Event …>…`           `wevtutil qe /f:xml`, lines of `.ToXml()`, a single event
 *   objects  `<Objects><Object …><Property …>`        `Get-WinEvent | ConvertTo-Xml`
 *   clixml   `<Objs Version=…><Obj …><Props>`         `Get-WinEvent | Export-Clixml`
 */
export type XmlShape = "events" | "stream" | "objects" | "clixml";

const ROOTS: Readonly<Record<string, XmlShape>> = {
  Events: "events",
  Event: "stream",
  Objects: "objects",
  Objs: "clixml",
};

const EVENT_NAMESPACE = "http://schemas.microsoft.com/win/2004/08/events/event";
const POWERSHELL_NAMESPACE = "http://schemas.microsoft.com/powershell/2004/04";
/** White space, declarations, comments and processing instructions that may stand before the first element. */
const PROLOG = /^(?:\s+|<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>)/;
const FIRST_TAG = /^<(?:[\w.-]+:)?([\w.-]+)(?=[\s/>])/;

/** The shape of XML by the text of its beginning, or null when it holds no events. */
export function xmlShape(head: string): XmlShape | null {
  let text = head;
  for (let match = PROLOG.exec(text); match !== null; match = PROLOG.exec(text))
    text = text.slice(match[0].length);
  const name = FIRST_TAG.exec(text)?.[1] ?? "";
  const shape = Object.hasOwn(ROOTS, name) ? ROOTS[name]! : null;
  if (shape === "clixml" && !text.includes(POWERSHELL_NAMESPACE)) return null;
  if (shape !== null) return shape;
  // A damaged or foreign beginning with events behind it.
  return text.includes(EVENT_NAMESPACE) && /<(?:[\w.-]+:)?Event[\s>]/.test(text) ? "stream" : null;
}
