import type { PackTexts } from "../pack.ts";

export const PACK_DE: PackTexts = {
  save: "Beweispaket: prüfbar, wieder zu öffnen",
  saved: (name, hash) =>
    `${name} gespeichert. SHA-256 seines Manifests: ${hash}. Notieren Sie ihn an anderer Stelle: Er zeigt, dass genau dieses Paket unverändert ist.`,
  title: "Beweispaket, geprüft.",
  from: (file, engine, packed) =>
    `Dieser Fall stammt aus ${file}, erstellt mit Logonscope ${engine}${packed === null ? "" : ` um ${packed}`}; alle Prüfsummen stimmen. Einträge der Protokolle enthält es nicht.`,
  hash: "SHA-256 des Manifests",
  noRecord:
    "Der Eintrag selbst ist nicht im Beweispaket. Fügen Sie diesem Fall das Protokoll hinzu, aus dem er stammt: Unter Quellen steht sein Name.",
  noEvents:
    "Ein Beweispaket enthält keine Einträge von Protokollen. Fügen Sie die Protokolle hinzu, aus denen es erstellt wurde, um sie aufzulisten.",
};
