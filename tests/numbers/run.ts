import { pairingTable, vectorSentence } from "./tables.ts";

/** Printed for `run.mjs`, which puts it into the document. */
process.stdout.write(JSON.stringify({ vectors: vectorSentence(), pairing: pairingTable() }));
