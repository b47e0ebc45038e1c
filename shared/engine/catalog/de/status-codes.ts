import type { StatusWords } from "../status-codes.ts";

const TRUST_ADVICE =
  "Vertrauensstellung des Computers zur Domäne reparieren: Test-ComputerSecureChannel -Repair, oder die Domäne verlassen und ihr neu beitreten.";
const REACH_ADVICE = "Netzwerk und Namensauflösung (DNS) prüfen, und ob ein Domänencontroller läuft.";
const CARD_ADVICE = "Karte, ihr Zertifikat und das Zertifikat des Domänencontrollers prüfen.";
const MACHINE_ADVICE =
  "Solche Konten können sich hier nicht anmelden: herausfinden, wer oder was es benutzt hat.";

/** Reasons of refused logons in German. */
export const STATUS_DE: StatusWords = {
  0: ["Kein Fehler", ""],
  3221225506: ["Zugriff verweigert", "Rechte des Kontos auf diesem Computer prüfen."],
  3221225566: ["Kein Anmeldeserver war erreichbar", REACH_ADVICE],
  3221225567: ["Die Anmeldesitzung gibt es nicht", "Abmelden und neu anmelden."],
  3221225572: [
    "Benutzername unbekannt",
    "Schreibweise und Domäne prüfen. Viele Namen von einer Adresse in kurzer Zeit deuten auf Raten hin.",
  ],
  3221225578: [
    "Falsches Kennwort",
    "Noch einmal eingeben; Tastaturbelegung und Feststelltaste prüfen. Wiederholt es sich von selbst, nach einem gespeicherten alten Kennwort suchen: Telefon, Netzlaufwerk, Aufgabe oder Dienst.",
  ],
  3221225580: [
    "Das Kennwort verstößt gegen die Kennwortrichtlinie",
    "Ein Kennwort wählen, das der Richtlinie entspricht.",
  ],
  3221225581: [
    "Falscher Benutzername oder falsche Anmeldeinformationen",
    "Benutzername und Kennwort prüfen. Stimmen beide, die Uhr und die erlaubte NTLM-Stufe prüfen.",
  ],
  3221225582: [
    "Eine Kontobeschränkung verbietet die Anmeldung",
    "Beschränkungen des Kontos ansehen: leeres Kennwort über das Netzwerk, erlaubte Zeiten, erlaubte Arbeitsstationen.",
  ],
  3221225583: [
    "Außerhalb der erlaubten Anmeldezeiten",
    "Innerhalb der erlaubten Zeiten anmelden oder die Anmeldezeiten des Kontos ändern.",
  ],
  3221225584: [
    "Der Benutzer darf sich an dieser Arbeitsstation nicht anmelden",
    "Diesen Computer in die Liste der Arbeitsstationen des Kontos aufnehmen (Anmelden an).",
  ],
  3221225585: ["Das Kennwort ist abgelaufen", "Kennwort ändern oder zurücksetzen lassen."],
  3221225586: [
    "Das Konto ist deaktiviert",
    "Konto aktivieren lassen, falls die Person noch Zugang haben soll.",
  ],
  3221225626: [
    "Dem Computer fehlten Ressourcen",
    "Arbeitsspeicher und Plattenplatz des Computers prüfen, dann noch einmal versuchen.",
  ],
  3221225659: [
    "Die Anforderung wird nicht unterstützt",
    "Prüfen, ob Client und Server dasselbe Anmeldeverfahren verwenden.",
  ],
  3221225692: [
    "Die Kontendatenbank war im falschen Zustand",
    "Kommt oft vor, während ein Server startet oder stoppt: noch einmal versuchen, dann den Server prüfen.",
  ],
  3221225701: [
    "Interner Fehler",
    "Noch einmal versuchen. Wiederholt es sich, im Systemprotokoll derselben Minute nachsehen.",
  ],
  3221225779: [
    "Die Uhr weicht zu weit von der des Domänencontrollers ab",
    "Uhr stellen (w32tm /resync) und die Zeitquelle prüfen.",
  ],
  3221225819: [
    "Diese Art der Anmeldung ist auf diesem Computer nicht erlaubt",
    "Das Recht erteilen (lokal, über Remotedesktop, vom Netzwerk aus anmelden) oder den Benutzer in die passende Gruppe aufnehmen, etwa Remotedesktopbenutzer.",
  ],
  3221225866: ["Der Computer hat kein Vertrauensgeheimnis", TRUST_ADVICE],
  3221225867: ["Das Computerkonto fehlt, oder seine Vertrauensstellung ist gestört", TRUST_ADVICE],
  3221225868: [
    "Die Vertrauensstellung zur vertrauten Domäne ist fehlgeschlagen",
    "Vertrauensstellung zwischen den beiden Domänen prüfen.",
  ],
  3221225869: [
    "Die Vertrauensstellung zwischen diesem Computer und der Domäne ist fehlgeschlagen",
    TRUST_ADVICE,
  ],
  3221225872: [
    "Eine Vertrauensstellung ist fehlgeschlagen",
    "Vertrauensstellung zwischen den Domänen und die dieses Computers prüfen.",
  ],
  3221225874: ["Der Dienst Netlogon war nicht gestartet", "Den Dienst Netlogon auf diesem Computer starten."],
  3221225875: ["Das Konto ist abgelaufen", "Konto verlängern, falls die Person noch Zugang haben soll."],
  3221225880: ["Anmeldung mit einem Vertrauenskonto zwischen Domänen", MACHINE_ADVICE],
  3221225881: ["Anmeldung mit einem Computerkonto", MACHINE_ADVICE],
  3221225882: ["Anmeldung mit einem Server-Vertrauenskonto", MACHINE_ADVICE],
  3221225987: ["Die Sitzung wurde gelöscht", "Abmelden und neu verbinden."],
  3221226020: [
    "Das Kennwort muss erst geändert werden",
    "Kennwort bei der ersten Anmeldung ändern. Über Remotedesktop mit Authentifizierung auf Netzwerkebene geht das nicht: an der Konsole anmelden oder zurücksetzen lassen.",
  ],
  3221226021: ["Nicht gefunden (bekannter, harmloser Fehler)", ""],
  3221226035: ["Kein Domänencontroller wurde gefunden", REACH_ADVICE],
  3221226036: [
    "Das Konto ist gesperrt",
    "Warten oder entsperren lassen, und das Gerät finden, das noch ein altes Kennwort benutzt.",
  ],
  3221226222: [
    "Bei der Anmeldung trat ein Fehler auf",
    "Noch einmal versuchen. Wiederholt es sich, den genaueren Code ansehen.",
  ],
  3221226272: ["Smartcard: die Anmeldung mit öffentlichem Schlüssel ist fehlgeschlagen", CARD_ADVICE],
  3221226353: [
    "Der Computer kennt kein Geheimnis für das Konto",
    "Einmal anmelden, während ein Domänencontroller erreichbar ist.",
  ],
  3221226368: [
    "Smartcard: falsche PIN",
    "PIN noch einmal eingeben: Nach einigen Fehlversuchen ist die Karte blockiert.",
  ],
  3221226369: ["Smartcard: die Karte ist blockiert", "Karte entsperren lassen."],
  3221226376: [
    "Eine Herabstufung der Sicherheit wurde erkannt",
    "Der Domänencontroller war nicht sicher erreichbar: Netzwerk und Uhr prüfen, dann noch einmal versuchen.",
  ],
  3221226515: [
    "Die Authentifizierungsfirewall verbietet das Konto hier",
    "Dem Konto das Recht „Darf authentifizieren“ auf diesem Computer erteilen (ausgewählte Authentifizierung der Vertrauensstellung).",
  ],
  3221226520: [
    "NTLM ist blockiert",
    "Kerberos verwenden: mit dem Namen statt der Adresse verbinden, oder eine Ausnahme in die NTLM-Richtlinie aufnehmen.",
  ],
};
