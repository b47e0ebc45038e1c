import type { KerberosWords, PreAuthenticationWords } from "../kerberos-codes.ts";

const CLOCK_ADVICE = "Die Uhren von Client und Domänencontroller stellen (w32tm /resync).";
const NAME_ADVICE = "Dienstprinzipalnamen (setspn -Q) und DNS prüfen.";

/** Results of Kerberos requests in German. */
export const KERBEROS_DE: KerberosWords = {
  0: ["Erfolg", ""],
  1: ["Der Eintrag des Clients ist abgelaufen", "Prüfen, ob das Konto abgelaufen ist."],
  2: ["Der Eintrag des Servers ist abgelaufen", "Prüfen, ob das Konto des Dienstes abgelaufen ist."],
  6: [
    "Der Benutzername ist unbekannt",
    "Schreibweise prüfen. Viele unbekannte Namen von einer Adresse deuten auf Raten hin.",
  ],
  7: ["Der Dienstname ist unbekannt", NAME_ADVICE],
  8: ["Der Name ist nicht eindeutig", "Den doppelten Dienstprinzipalnamen suchen (setspn -X)."],
  9: ["Das Konto hat keinen Schlüssel", "Kennwort des Kontos zurücksetzen."],
  11: ["Das Ticket wäre nie gültig", CLOCK_ADVICE],
  12: [
    "Durch eine Richtlinie verboten",
    "Anmeldezeiten und erlaubte Arbeitsstationen prüfen, und ob eine Smartcard verlangt wird.",
  ],
  13: ["Die Option kann nicht gewährt werden", "Delegierungseinstellungen des Kontos prüfen."],
  14: [
    "Die Verschlüsselungsart wird nicht unterstützt",
    "Verschlüsselungsarten von Konto und Domänencontroller prüfen.",
  ],
  16: [
    "Die Art der Vorauthentifizierung wird nicht unterstützt",
    "Meist eine Smartcard-Anmeldung ohne passendes Zertifikat des Domänencontrollers.",
  ],
  18: [
    "Die Anmeldeinformationen sind widerrufen: deaktiviert, abgelaufen, gesperrt oder außerhalb der Anmeldezeiten",
    "Zustand des Kontos ansehen.",
  ],
  23: ["Das Kennwort ist abgelaufen", "Kennwort ändern oder zurücksetzen lassen."],
  24: [
    "Falsches Kennwort",
    "Noch einmal eingeben. Wiederholt es sich von selbst, an der Adresse des Clients nach einem gespeicherten alten Kennwort suchen.",
  ],
  25: ["Vorauthentifizierung verlangt (der normale erste Schritt)", ""],
  27: ["Der Dienst verlangt Authentifizierung von Benutzer zu Benutzer", ""],
  31: [
    "Die Integritätsprüfung ist fehlgeschlagen",
    "Der Schlüssel passt nicht: doppelter Dienstprinzipalname, oder ein Dienstkonto, dessen Kennwort geändert wurde.",
  ],
  32: ["Das Ticket ist abgelaufen (häufig und harmlos)", ""],
  33: ["Das Ticket ist noch nicht gültig", CLOCK_ADVICE],
  34: [
    "Die Anforderung ist eine Wiederholung",
    "Kommt bei gestörten Netzwerken vor; sonst herausfinden, wer Anforderungen wiederholt.",
  ],
  35: ["Das Ticket ist nicht für diesen Dienst bestimmt", NAME_ADVICE],
  36: ["Ticket und Authentifikator passen nicht zusammen", NAME_ADVICE],
  37: ["Die Uhren weichen zu weit voneinander ab", CLOCK_ADVICE],
  40: ["Die Art der Nachricht ist falsch", ""],
  41: ["Die Nachricht wurde unterwegs verändert", "Netzwerk zwischen Client und Domänencontroller prüfen."],
  60: ["Allgemeiner Fehler", "Im Systemprotokoll derselben Minute nachsehen."],
  62: ["Das Zertifikat des Clients ist nicht vertrauenswürdig", "Zertifikatkette der Smartcard prüfen."],
  68: ["Die Anforderung ging an den falschen Bereich", "Namen der Domäne und DNS prüfen."],
};

export const PRE_AUTHENTICATION_DE: PreAuthenticationWords = {
  0: "keine",
  2: "verschlüsselter Zeitstempel (Kennwort)",
  11: "Angaben zur Verschlüsselungsart",
  15: "Zertifikat oder Smartcard",
  16: "Zertifikat oder Smartcard",
  17: "Zertifikat oder Smartcard",
  19: "Angaben zur Verschlüsselungsart",
  138: "geschützt (FAST)",
};
