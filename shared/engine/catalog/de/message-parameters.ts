import type { ParameterWords } from "../message-parameters.ts";

/** `%%nnnn` values in German. */
export const PARAMETERS_DE: ParameterWords = {
  values: {
    "%%1831": "Anonym",
    "%%1832": "Identifikation",
    "%%1833": "Identitätswechsel",
    "%%1840": "Delegierung",
    "%%1842": "Ja",
    "%%1843": "Nein",
    "%%1936": "Volles Token, nicht geteilt",
    "%%1937": "Token mit erhöhten Rechten",
    "%%1938": "Eingeschränktes Token",
    "%%8448": "Erfolg entfernt",
    "%%8449": "Erfolg hinzugefügt",
    "%%8450": "Fehler entfernt",
    "%%8451": "Fehler hinzugefügt",
  },
  reasons: {
    "%%2304": [
      "Bei der Anmeldung trat ein Fehler auf",
      "Noch einmal versuchen. Wiederholt es sich, den genaueren Code ansehen.",
    ],
    "%%2305": ["Das Konto ist abgelaufen", "Konto verlängern, falls die Person noch Zugang haben soll."],
    "%%2306": [
      "Die Komponente Netlogon ist nicht aktiv",
      "Den Dienst Netlogon starten und das Netzwerk prüfen.",
    ],
    "%%2307": [
      "Das Konto ist gesperrt",
      "Warten oder entsperren lassen, und das Gerät finden, das noch ein altes Kennwort benutzt.",
    ],
    "%%2308": [
      "Diese Art der Anmeldung ist auf diesem Computer nicht erlaubt",
      "Das Recht erteilen oder den Benutzer in die passende Gruppe aufnehmen, etwa Remotedesktopbenutzer.",
    ],
    "%%2309": ["Das Kennwort ist abgelaufen", "Kennwort ändern oder zurücksetzen lassen."],
    "%%2310": [
      "Das Konto ist deaktiviert",
      "Konto aktivieren lassen, falls die Person noch Zugang haben soll.",
    ],
    "%%2311": [
      "Außerhalb der erlaubten Anmeldezeiten",
      "Innerhalb der erlaubten Zeiten anmelden oder die Anmeldezeiten des Kontos ändern.",
    ],
    "%%2312": [
      "Der Benutzer darf sich an dieser Arbeitsstation nicht anmelden",
      "Diesen Computer in die Liste der Arbeitsstationen des Kontos aufnehmen (Anmelden an).",
    ],
    "%%2313": ["Unbekannter Benutzername oder falsches Kennwort", "Benutzername und Kennwort prüfen."],
    "%%2314": [
      "Die SID der Domäne passt nicht",
      "Vertrauensstellung zwischen den Domänen prüfen, und dass kein Computer mit der SID der Domäne geklont wurde.",
    ],
    "%%2315": [
      "Eine Smartcard ist erforderlich",
      "Mit der Smartcard anmelden oder die Anforderung aufheben.",
    ],
  },
};
