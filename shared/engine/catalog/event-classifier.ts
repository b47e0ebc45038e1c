import { CHANNEL, KIND } from "../../types/event-table.ts";
import type { StringTable } from "../../types/string-table.ts";
import type { StringId } from "../../types/units.ts";
import { channelKindOf, EVENT_CATALOG } from "./event-catalog.ts";

/** Providers of the catalogue by number; 0 is any other. Eight channel kinds and 65536 ids fit beside it in a key. */
const PROVIDERS: ReadonlyMap<string, number> = new Map(
  [...new Set(EVENT_CATALOG.map(({ provider }) => provider))].map((name, index) => [name, index + 1]),
);

function key(provider: number, channelKind: number, id: number): number {
  return (provider * 8 + channelKind) * 65_536 + id;
}

const KINDS: ReadonlyMap<number, number> = new Map(
  EVENT_CATALOG.map(({ kind, channel, provider, id }) => [
    key(PROVIDERS.get(provider)!, CHANNEL[channel], id),
    KIND[kind],
  ]),
);

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
    return KINDS.get(key(this.#lastProviderCode, this.channelKind(channel), eventId)) ?? KIND.none;
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
