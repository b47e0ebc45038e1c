import type { FieldName } from "../../types/fields.ts";
import { SCRIPT_CHANNEL } from "../../types/trail.ts";
import { NO_TIME, type Ticks } from "../../types/units.ts";
import type { EventNode } from "../event-tree.ts";
import { messageTree } from "../messages/message-event.ts";
import type { LocalLine, OwnLine } from "./line-form.ts";

/** A line in the shape of an event, with its own text as the message. A local time is only told there. */
export function lineTree(line: OwnLine | LocalLine, text: string): EventNode {
  const facts = new Map<FieldName, string>([["TargetUserName", line.user]]);
  if (line.domain !== "") facts.set("TargetDomainName", line.domain);
  if (line.sessionName !== "") facts.set("SessionName", line.sessionName);
  return messageTree({
    provider: SCRIPT_CHANNEL,
    eventId: 0,
    keywords: "",
    time: line.form === "own" ? (line.time as Ticks) : NO_TIME,
    recordId: "",
    channel: SCRIPT_CHANNEL,
    computer: line.computer,
    userSid: "",
    facts,
    message: text.trim(),
  });
}
