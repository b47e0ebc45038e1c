import type { NestedInstance, NullOfSize, TemplateInstance } from "./chunk-builder.ts";
import { type EventDefinition, notGiven } from "./event-definition.ts";
import {
  EVENT_NAMESPACE,
  element,
  NO_DEPENDENCY,
  normal,
  optional,
  shifted,
  type TemplateElement,
} from "./template.ts";
import type { FieldType, TypedValue } from "./values.ts";

/**
 * How a record is put together:
 *   nested      an outer template with the System part, whose last value is a nested instance of the body's template
 *               behind a fragment header (Windows 10 2004 and later)
 *   nestedBare  the same without the fragment header, and missing values that take room (before 10 2004)
 *   flat        one template for everything, as programs other than the log service write it
 */
export type RecordLayout = "nested" | "nestedBare" | "flat";

/** What a record says about itself beside its data. */
export interface RecordSystem {
  readonly computer: string;
  readonly recordId: bigint;
  readonly time: TypedValue;
  readonly processId: number;
  readonly threadId: number;
  readonly activityId: string | null;
  readonly keywords: bigint;
  readonly userSid: string | null;
}

/** Numbers of the System values in the outer template. */
const LEVEL = 0;
const OPCODE = 1;
const TASK = 2;
const EVENT_ID = 3;
const QUALIFIERS = 4;
const KEYWORDS = 5;
const TIME = 6;
const ACTIVITY = 7;
const PROCESS = 8;
const THREAD = 9;
const RECORD_ID = 10;
const VERSION = 11;
const USER = 12;
const RELATED = 13;
const PROVIDER_NAME = 14;
const PROVIDER_GUID = 15;
const CHANNEL = 16;
/** Records whose provider and channel stand in the template keep those numbers empty and count on. */
const FIXED_RELATED = 18;

type InstanceValue = TypedValue | NestedInstance | NullOfSize;

const bodies = new WeakMap<EventDefinition, TemplateElement>();
const outers = new WeakMap<EventDefinition, Map<string, TemplateElement>>();

/** The whole record as one template instance. */
export function eventInstance(
  definition: EventDefinition,
  system: RecordSystem,
  data: Readonly<Record<string, unknown>>,
  layout: RecordLayout,
): TemplateInstance {
  const values = systemValues(definition, system, layout);
  const body = { template: bodyTemplate(definition), values: bodyValues(definition, data) };
  const template = outerTemplate(definition, system.computer, layout, values.length);
  if (layout === "flat") return { template, values: [...values, ...body.values] };
  return { template, values: [...values, { nested: body, header: layout === "nested" }] };
}

function bodyTemplate(definition: EventDefinition): TemplateElement {
  let body = bodies.get(definition);
  if (body === undefined) {
    body = buildBody(definition);
    bodies.set(definition, body);
  }
  return body;
}

function buildBody(definition: EventDefinition): TemplateElement {
  switch (definition.body) {
    case "eventData": {
      const parts = definition.fields.map(([name, type], i) =>
        element("Data", [normal(i, type)], { attributes: { Name: name } }),
      );
      return element("EventData", parts);
    }
    case "userData": {
      const { name, namespace } = definition.root ?? { name: "EventXML", namespace: "Event_NS" };
      const parts = definition.fields.map(([field, type], i) => element(field, [normal(i, type)]));
      return element(name, parts, { attributes: { xmlns: namespace } });
    }
    case "classic":
      return element("EventData", [
        element("Data", [optional(0, "strings")], { dependency: 0 }),
        element("Binary", [optional(2, "binary")], { dependency: 2 }),
      ]);
  }
}

function bodyValues(definition: EventDefinition, data: Readonly<Record<string, unknown>>): TypedValue[] {
  if (definition.body === "classic") {
    const strings = data.Strings as readonly string[] | undefined;
    const binary = data.Binary as Uint8Array | undefined;
    return [
      strings === undefined ? null : ["strings", strings],
      ["u32", binary?.length ?? 0],
      binary === undefined ? null : ["binary", binary],
    ];
  }
  for (const name of Object.keys(data)) {
    if (!definition.fields.some((field) => field[0] === name)) {
      throw new RangeError(`event ${definition.id} has no field ${name}`);
    }
  }
  return definition.fields.map(([name, type]) => {
    const value = data[name];
    return value === null ? null : typed(type, value === undefined ? notGiven(type) : value);
  });
}

/** The catalogue's types have paired type and value already; this only tells the compiler so. */
function typed(type: FieldType, value: unknown): TypedValue {
  return [type, value] as NonNullable<TypedValue>;
}

function systemValues(
  definition: EventDefinition,
  system: RecordSystem,
  layout: RecordLayout,
): InstanceValue[] {
  const missing = (size: number): InstanceValue => (layout === "nestedBare" ? { nullOfSize: size } : null);
  const values: InstanceValue[] = [];
  values[LEVEL] = ["u8", definition.level];
  values[OPCODE] = ["u8", definition.opcode ?? 0];
  values[TASK] = ["u16", definition.task];
  values[EVENT_ID] = ["u16", definition.id];
  values[QUALIFIERS] = definition.qualifiers === undefined ? missing(2) : ["u16", definition.qualifiers];
  values[KEYWORDS] = ["hex64", system.keywords];
  values[TIME] = system.time;
  values[ACTIVITY] = system.activityId === null ? missing(16) : ["guid", system.activityId];
  values[PROCESS] = ["u32", system.processId];
  values[THREAD] = ["u32", system.threadId];
  values[RECORD_ID] = ["u64", system.recordId];
  values[VERSION] = ["u8", definition.version];
  values[USER] = system.userSid === null ? null : ["sid", system.userSid];
  values[RELATED] = null;
  if (definition.fixedSystem) {
    for (let i = PROVIDER_NAME; i <= FIXED_RELATED; i++) values[i] = null;
    return values;
  }
  values[PROVIDER_NAME] = ["string", definition.provider.name];
  values[PROVIDER_GUID] = definition.provider.guid === null ? null : ["guid", definition.provider.guid];
  values[CHANNEL] = ["string", definition.channel];
  return values;
}

/** The computer is part of the outer template, so a log that changes its name has two of them. */
function outerTemplate(
  definition: EventDefinition,
  computer: string,
  layout: RecordLayout,
  bodyAt: number,
): TemplateElement {
  const known = outers.get(definition) ?? new Map<string, TemplateElement>();
  outers.set(definition, known);
  const key = `${layout} ${computer}`;
  const outer = known.get(key) ?? buildOuter(definition, computer, layout, bodyAt);
  known.set(key, outer);
  return outer;
}

function buildOuter(
  definition: EventDefinition,
  computer: string,
  layout: RecordLayout,
  bodyAt: number,
): TemplateElement {
  const inUserData = definition.body === "userData";
  const body = layout === "flat" ? shifted(bodyTemplate(definition), bodyAt) : optional(bodyAt, "binxml");
  const bodyDependency = layout === "flat" ? NO_DEPENDENCY : bodyAt;
  const attributes = { xmlns: EVENT_NAMESPACE };
  const system = systemElement(definition, computer);
  if (!inUserData) return element("Event", [system, body], { dependency: bodyDependency, attributes });
  return element("Event", [system, element("UserData", [body], { dependency: bodyDependency })], {
    attributes,
  });
}

function systemElement(definition: EventDefinition, computer: string): TemplateElement {
  const fixed = definition.fixedSystem;
  return element("System", [
    element("Provider", null, { attributes: providerAttributes(definition) }),
    element("EventID", [optional(EVENT_ID, "u16")], {
      dependency: EVENT_ID,
      attributes: { Qualifiers: optional(QUALIFIERS, "u16") },
    }),
    element("Version", [optional(VERSION, "u8")], { dependency: VERSION }),
    element("Level", [optional(LEVEL, "u8")], { dependency: LEVEL }),
    element("Task", [optional(TASK, "u16")], { dependency: TASK }),
    element("Opcode", [optional(OPCODE, "u8")], { dependency: OPCODE }),
    element("Keywords", [optional(KEYWORDS, "hex64")], { dependency: KEYWORDS }),
    element("TimeCreated", null, { attributes: { SystemTime: optional(TIME, "filetime") } }),
    element("EventRecordID", [optional(RECORD_ID, "u64")], { dependency: RECORD_ID }),
    element("Correlation", null, {
      attributes: {
        ActivityID: optional(ACTIVITY, "guid"),
        RelatedActivityID: optional(fixed ? FIXED_RELATED : RELATED, "guid"),
      },
    }),
    element("Execution", null, {
      attributes: { ProcessID: optional(PROCESS, "u32"), ThreadID: optional(THREAD, "u32") },
    }),
    fixed
      ? element("Channel", [definition.channel])
      : element("Channel", [optional(CHANNEL, "string")], { dependency: CHANNEL }),
    element("Computer", [computer]),
    element("Security", null, { attributes: { UserID: optional(USER, "sid") } }),
  ]);
}

function providerAttributes(definition: EventDefinition) {
  const { name, guid, eventSourceName } = definition.provider;
  if (!definition.fixedSystem) {
    return { Name: optional(PROVIDER_NAME, "string"), Guid: optional(PROVIDER_GUID, "guid") };
  }
  return {
    Name: name,
    ...(guid === null ? {} : { Guid: guid }),
    ...(eventSourceName === undefined ? {} : { EventSourceName: eventSourceName }),
  };
}
