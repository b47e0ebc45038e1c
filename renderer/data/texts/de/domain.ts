import { counted } from "../../numbers.ts";
import type { DomainTexts } from "../domain.ts";

const ONLY =
  "Die Protokolle eines Domänencontrollers zeigen, wann Konten authentifiziert wurden, nicht wie lange jemand an einem Computer blieb.";

export const DOMAIN_DE: DomainTexts = {
  lanes: "Authentifizierungen",
  line: (controllers, facts) =>
    `${counted(controllers, "Domänencontroller", "Domänencontroller")}: ${facts}. ${ONLY}`,
  authentications: (n, users) =>
    `${counted(n, "Authentifizierung", "Authentifizierungen")} von ${counted(users, "Benutzer", "Benutzern")}`,
  attempts: (n) =>
    `${counted(n, "abgelehnter Versuch", "abgelehnte Versuche")} in allen Protokollen (was mehrere Protokolle von einem Versuch erzählen, zählt einmal)`,
  lockouts: (n) => counted(n, "Kontosperrung", "Kontosperrungen"),
  dcOnly: ONLY,
  seen: "Authentifiziert",
  refused: "Abgelehnt",
  locked: "Konto gesperrt",
  byController: (what, controller) => `${what} durch ${controller}`,
  ofUser: (what, user) => `${what}: ${user}`,
  from: (mark, place) => `${mark} von ${place}`,
  inferred: (mark, name) => `${mark} (${name}, aus der Adresse erschlossen)`,
  legend: {
    seen: "ein Domänencontroller hat den Benutzer authentifiziert: wann, nicht wie lange",
    refused: "ein Domänencontroller hat den Benutzer abgelehnt",
    locked: "das Konto wurde gesperrt",
  },
  marks: {
    seen: (n) => counted(n, "Authentifizierung", "Authentifizierungen"),
    turnedAway: (n) =>
      counted(n, "Ablehnung durch einen Domänencontroller", "Ablehnungen durch einen Domänencontroller"),
    lockedOut: (n) => counted(n, "Kontosperrung", "Kontosperrungen"),
  },
};
