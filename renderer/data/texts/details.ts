import { spoken } from "../language.ts";
import { count } from "../numbers.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  label: "Details",
  width: "Width of the details",
  copyAsText: "Copy as text",
  close: "Close the details",
  closeTitle: "Close (Esc)",
  only: (term: string) => `Only ${term}`,
  reading: "Reading the record…",
  event: (id: number) => `Event ${id}`,
  noStart: "start not in the log",
  /** Last line of a record copied as text. */
  recordPlace: (channel: string, record: string, place: string) => `${channel} record ${record}, ${place}`,
  failure: {
    title: (user: string) => `${user} was refused`,
    user: "User",
    computer: "Computer",
    from: "From",
    process: "Process",
    package: "Package",
    after: "Then",
    afterText: "signed in within ten minutes",
    tryThis: "What to try",
    tryText: (advice: string) => `What to try: ${advice}`,
    record: (id: string) => `Record: event 4625, record ${id}`,
    zone: (zone: string) => `Times in ${zone}`,
  },
  away: (times: number) => (times === 1 ? "Away once" : `Away ${count(times)} times`),
  endNotRecorded: "end not recorded",
  more: (n: number) => `and ${count(n)} more`,
  moreSessions: (n: number) => (n === 1 ? "and 1 more session" : `and ${count(n)} more sessions`),
  links: { parent: "Started from", child: "Started here", before: "Before", after: "After" },
  linked: "Linked sessions",
  note: {
    title: "Your note",
    mark: "Mark this session",
    unmark: "Remove the mark",
    hint: "Stays on this machine, with this session",
    label: "Your note on this session",
  },
  noProof: "No single record proves this.",
  rawTime: (channel: string, time: string) => `${channel}, raw time ${time}`,
  record: (id: string) => `Record ${id}`,
  fields: {
    event: "Event",
    time: "Time created",
    computer: "Computer",
    channel: "Channel",
    provider: "Provider",
  },
  asXml: "As XML",
  showInTime: "Show on the timeline",
  howWeKnow: "How we know",
  surer: "What would make it surer",
  whyStart: (rule: string, name: string) => `Why this is the start: ${rule} (${name})`,
  whyEnd: (rule: string, name: string) => `Why this is the end: ${rule} (${name})`,
} as const;

/** Words of the pane on the right: a session, a refused sign-in, a record. */
export const DETAIL_TEXTS = spoken("details", ENGLISH);
export type DetailTexts = Spoken<typeof ENGLISH>;
