import { Dexie, type DexieOptions, type Table } from "dexie";

/** What a user wrote about one session. */
export interface Note {
  /** `noteKey` of the session: the same in every case that holds it. */
  readonly key: string;
  readonly text: string;
  readonly marked: boolean;
  /** Epoch milliseconds. */
  readonly changedAt: number;
}

const NAME = "logonscope-user";

/** What the user made. No cleaning touches it, and no version of this program may drop it. */
export class NotesDatabase extends Dexie {
  readonly notes: Table<Note, string>;

  constructor(options?: DexieOptions) {
    super(NAME, options);
    this.version(1).stores({ notes: "&key" });
    this.notes = this.table("notes");
  }
}
