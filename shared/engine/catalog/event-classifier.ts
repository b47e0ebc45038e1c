import { CHANNEL, CHANNEL_KINDS, KIND } from "../../types/event-table.ts";
import type { StringTable } from "../../types/string-table.ts";
import type { StringId } from "../../types/units.ts";
import { channelKindOf, EVENT_CATALOG } from "./event-catalog.ts";

/** Providers of the catalogue by number; 0 is any other. */
const PROVIDERS: ReadonlyMap<string, number> = new Map(
  [...new Set(EVENT_CATALOG.map(({ provider }) => provider))].map((name, index) => [name, index + 1]),
);

const CHANNELS = CHANNEL_KINDS.length;

/** Kind of each event id, by provider and channel kind together; made when first asked for. */
const kinds: (Uint8Array | undefined)[] = [];

function kindsOf(pair: number): Uint8Array {
  return kinds[pair] ?? makeKinds(pair);
}

function makeKinds(pair: number): Uint8Array {
  const made = new Uint8Array(65_536);
  for (const { kind, channel, provider, id } of EVENT_CATALOG)
    if (PROVIDERS.get(provider)! * CHANNELS + CHANNEL[channel] === pair) made[id] = KIND[kind];
  kinds[pair] = made;
  return made;
}

/** Finds the kind of a record by interned names; each name is looked at as text only once. */
export class EventClassifier {
  readonly #strings: StringTable;
  readonly #channels = new Map<StringId, number>();
  readonly #providers = new Map<StringId, number>();
  /** Names of the record before, which most often are those of the next one, and what they gave. */
  #lastChannel: number = -1;
  #lastChannelKind = 0;
  #lastProvider: number = -1;
  #lastProviderCode = 0;

  constructor(strings: StringTable) {
    this.#strings = strings;
  }

  /** Code of the channel, a value of `CHANNEL`. */
  channelKind(channel: StringId): number {
    if (channel !== this.#lastChannel) {
      this.#lastChannelKind = this.#channelCode(channel);
      this.#lastChannel = channel;
    }
    return this.#lastChannelKind;
  }

  /** Code of the kind, a value of `KIND`; `KIND.none` for a record that no rule needs. */
  kind(channel: StringId, provider: StringId, eventId: number): number {
    if (provider !== this.#lastProvider) {
      this.#lastProviderCode = this.#providerCode(provider);
      this.#lastProvider = provider;
    }
    return kindsOf(this.#lastProviderCode * CHANNELS + this.channelKind(channel))[eventId] ?? KIND.none;
  }

  #channelCode(channel: StringId): number {
    let code = this.#channels.get(channel);
    if (code === undefined) {
      code = channelKindOf(this.#strings.get(channel));
      this.#channels.set(channel, code);
    }
    return code;
  }

  #providerCode(provider: StringId): number {
    let code = this.#providers.get(provider);
    if (code === undefined) {
      code = PROVIDERS.get(this.#strings.get(provider).toLowerCase()) ?? 0;
      this.#providers.set(provider, code);
    }
    return code;
  }
}
