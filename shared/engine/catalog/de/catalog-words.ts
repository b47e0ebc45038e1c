import type { SubcategoryName } from "../audit-subcategories.ts";
import type { CatalogWords } from "../catalog-words.ts";
import { EVENT_TITLES_DE } from "./event-titles.ts";
import { KERBEROS_DE, PRE_AUTHENTICATION_DE } from "./kerberos-codes.ts";
import { PARAMETERS_DE } from "./message-parameters.ts";
import { OTHER_TITLES_DE } from "./other-titles.ts";
import { STATUS_DE } from "./status-codes.ts";

/** Names as auditpol and the group policy editor of a German Windows write them. */
export const SUBCATEGORIES_DE: Readonly<Record<SubcategoryName, string>> = {
  "Security State Change": "Sicherheitsstatusänderung",
  "Security System Extension": "Sicherheitssystemerweiterung",
  "System Integrity": "Systemintegrität",
  "Other System Events": "Andere Systemereignisse",
  Logon: "Anmelden",
  Logoff: "Abmelden",
  "Account Lockout": "Kontosperrung",
  "Special Logon": "Spezielle Anmeldung",
  "Other Logon/Logoff Events": "Andere Anmelde-/Abmeldeereignisse",
  "Audit Policy Change": "Überwachungsrichtlinienänderung",
  "Authentication Policy Change": "Authentifizierungsrichtlinienänderung",
  "User Account Management": "Benutzerkontenverwaltung",
  "Credential Validation": "Überprüfung der Anmeldeinformationen",
  "Kerberos Service Ticket Operations": "Ticketvorgänge des Kerberos-Diensts",
  "Kerberos Authentication Service": "Kerberos-Authentifizierungsdienst",
  "Network Policy Server": "Netzwerkrichtlinienserver",
  "User/Device Claims": "Benutzer-/Geräteansprüche",
  "Group Membership": "Gruppenmitgliedschaft",
};

/** All words of the catalog in German. */
export const CATALOG_DE: CatalogWords = {
  events: EVENT_TITLES_DE,
  otherEvents: OTHER_TITLES_DE,
  status: STATUS_DE,
  kerberos: KERBEROS_DE,
  preAuthentication: PRE_AUTHENTICATION_DE,
  parameters: PARAMETERS_DE,
  failures: {
    none: "Kein Grund wurde aufgezeichnet",
    other: (code) => `Abgelehnt mit Code ${code}`,
    otherAdvice: "Den Code in Microsofts Liste der NTSTATUS-Werte nachschlagen.",
  },
  logonTypes: {
    0: "Windows selbst beim Start.",
    2: "Am Bildschirm des Computers.",
    3: "Über das Netzwerk, für Dateien oder Dienste; niemand sitzt am Bildschirm.",
    4: "Eine geplante Aufgabe.",
    5: "Ein Windows-Dienst.",
    7: "Der Bildschirm wurde entsperrt.",
    8: "Über das Netzwerk mit dem Kennwort im Klartext, wie es Webserver und SSH tun.",
    9: "Ein Programm, das nur für das Netzwerk mit anderen Anmeldeinformationen gestartet wurde.",
    10: "Über Remotedesktop.",
    11: "Am Bildschirm des Computers, ohne einen Domänencontroller zu erreichen.",
    12: "Über Remotedesktop, ohne einen Domänencontroller zu erreichen.",
    13: "Der Bildschirm wurde entsperrt, ohne einen Domänencontroller zu erreichen.",
  },
  subcategories: SUBCATEGORIES_DE,
};
