import type { FullRecord, FullValue } from "../types/full-record.ts";
import { eachEventData, eachUserData } from "./event-fields.ts";
import { childOf, type EventNode, textOf } from "./event-tree.ts";

// XML 1.0 allows tab, line feed and carriage return below U+0020, and no lone surrogates, U+FFFE and U+FFFF.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to drop
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const SUSPECT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;

/** The text without what XML 1.0 cannot hold: forbidden characters dropped, lone surrogates as U+FFFD. */
export function printable(text: string): string {
  return SUSPECT.test(text) ? text.replace(FORBIDDEN, "").toWellFormed() : text;
}

/** XML text as Windows prints it: one line, single quotes, empty elements as `<X/>`. */
export function treeToXml(node: EventNode): string {
  const parts: string[] = [];
  writeNode(node, parts);
  return parts.join("");
}

function writeNode(node: EventNode, parts: string[]): void {
  parts.push("<", node.name);
  for (const [name, value] of node.attributes) parts.push(" ", name, "='", escapeAttribute(value), "'");
  if (node.children.length === 0) {
    parts.push("/>");
    return;
  }
  parts.push(">");
  for (const child of node.children) {
    if (typeof child === "string") parts.push(escapeText(child));
    else writeNode(child, parts);
  }
  parts.push("</", node.name, ">");
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "'": "&apos;" };

function escapeText(text: string): string {
  return printable(text).replace(/[&<>]/g, (c) => ESCAPES[c]!);
}

function escapeAttribute(text: string): string {
  return printable(text).replace(/[&<>']/g, (c) => ESCAPES[c]!);
}

/** The record as one flat object, see `FullRecord`. Missing numbers are 0, missing texts `null`. */
export function treeToFullRecord(event: EventNode): FullRecord {
  const system = childOf(event, "System");
  const data = new Map<string, FullValue>();
  const userData = new Map<string, FullValue>();
  eachEventData(event, (name, text) => add(data, String(name), text));
  eachUserData(event, (name, text) => add(userData, String(name), text));
  return {
    recordId: member(system, "EventRecordID"),
    eventId: count(member(system, "EventID")),
    version: count(member(system, "Version")),
    level: count(member(system, "Level")),
    task: count(member(system, "Task")),
    keywords: member(system, "Keywords") ?? "",
    provider: member(system, "Provider", "Name"),
    channel: member(system, "Channel"),
    computer: member(system, "Computer"),
    timeCreated: sevenDigits(member(system, "TimeCreated", "SystemTime")),
    userSid: member(system, "Security", "UserID"),
    // From entries, so that a name like `__proto__` is a property as any other.
    data: Object.fromEntries(data),
    userData: Object.fromEntries(userData),
  };
}

function add(into: Map<string, FullValue>, name: string, text: string): void {
  const value = printable(text);
  const known = into.get(name);
  if (known === undefined) into.set(name, value);
  else if (typeof known === "string") into.set(name, [known, value]);
  else (known as string[]).push(value);
}

/** Trimmed text of a child of System, or of its attribute; `null` when absent or empty. */
export function member(system: EventNode | null, name: string, attribute?: string): string | null {
  const child = system === null ? null : childOf(system, name);
  if (child === null) return null;
  const text = attribute === undefined ? textOf(child) : (child.attributes.get(attribute) ?? "");
  const clean = printable(text).trim();
  return clean === "" ? null : clean;
}

/**
 * A time with seven digits of a second and `Z`, as EVTX gives it. Exports in XML write three to nine digits and may
 * leave the `Z` out, yet always mean UTC. What is not such a time stays as it is.
 */
function sevenDigits(time: string | null): string | null {
  const parts = time === null ? null : /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z?$/.exec(time);
  return parts === null ? time : `${parts[1]}.${(parts[2] ?? "").padEnd(7, "0").slice(0, 7)}Z`;
}

function count(text: string | null): number {
  const value = Number(text ?? 0);
  return Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff ? value : 0;
}
