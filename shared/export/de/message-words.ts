import type { MessageWords } from "../message-words.ts";

/** All sentences about inputs, damage and certainty in German. */
export const MESSAGES_DE: MessageWords = {
  failures: {
    missing: (path) =>
      `${path}: Diese Datei oder diesen Ordner gibt es nicht. Die Schreibweise des Pfads prüfen.`,
    denied: (path) =>
      `${path}: Keine Berechtigung zum Lesen. Als Administrator ausführen oder das Protokoll an einen lesbaren Ort kopieren.`,
    busy: (path) =>
      `${path}: Ein anderes Programm hält die Datei offen. Mit der Ereignisanzeige (Alle Ereignisse speichern unter) oder „wevtutil epl“ eine Kopie speichern und diese öffnen.`,
    isFolder: (path) =>
      `${path}: Das ist ein Ordner, keine Datei. Den Ordner selbst angeben, um alle Protokolle darin zu lesen.`,
    emptyFile: (path) => `${path}: Die Datei ist leer. Das Protokoll erneut speichern oder kopieren.`,
    emptyFolder: (path) =>
      `${path}: In diesem Ordner ist kein Ereignisprotokoll. Einen Ordner mit .evtx-, .evt- oder Ereignis-XML-Dateien angeben.`,
    notALog: (path) =>
      `${path}: Das ist kein Ereignisprotokoll, was auch immer der Name sagt. Eine .evtx- oder .evt-Datei öffnen oder Ereignis-XML, das die Ereignisanzeige oder wevtutil gespeichert hat.`,
    otherTable: (path) =>
      `${path}: Das sieht aus wie eine als Text gespeicherte Tabelle (CSV), aber nicht wie eine der Ereignisanzeige: Die zweite Spalte ist kein Datum mit Uhrzeit, oder die vierte keine Ereignisnummer. Das Protokoll als .evtx speichern oder in der Ereignisanzeige mit „Alle Ereignisse speichern unter“. Ist es ein Export von Dynamics 365, sagen, was seine Spalten sind (auf der Befehlszeile mit --d365-columns).`,
    unreadable: (path) =>
      `${path}: Die Datei konnte nicht bis zum Ende gelesen werden. Auf einen lokalen Datenträger kopieren und noch einmal versuchen.`,
    cancelled: (path) => `${path}: Nicht gelesen, weil das Lesen abgebrochen wurde.`,
    special: (path) =>
      `${path}: Das ist eine Pipe, ein Socket oder ein Gerät; solche werden nicht geöffnet. Eine Datei angeben oder die Bytes an die Standardeingabe senden und „-“ angeben.`,
    link: (path) =>
      `${path}: Diese Verknüpfung führt ins Leere oder im Kreis und wurde nicht verfolgt. Die Datei selbst angeben.`,
    tooManyFiles: (path) =>
      `${path}: Enthält mehr Dateien oder Ordner, als ein Fall aufnimmt (10.000 Dateien, 32 Ordner tief). Was darüber liegt, wurde ausgelassen: einen Ordner darin angeben.`,
    packed: (path) =>
      `${path}: Ein Archiv, das hier nicht geöffnet wird. Entpacken, dann die Protokolle darin öffnen.`,
    encrypted: (path) =>
      `${path}: Mit einem Kennwort geschützt. Mit diesem Kennwort entpacken, dann die Protokolle darin öffnen.`,
    encryptedWorkbook: (path) =>
      `${path}: Diese Arbeitsmappe ist mit einem Kennwort geschützt. In Excel öffnen, das Kennwort entfernen (Datei, Informationen, Arbeitsmappe schützen, Mit Kennwort verschlüsseln), als .xlsx oder CSV speichern und diese Datei öffnen.`,
    oldWorkbook: (path) =>
      `${path}: Eine Arbeitsmappe in einem Format, das hier nicht gelesen wird (.xls oder .xlsb). In Excel öffnen und als .xlsx oder CSV speichern.`,
    compression: (path) =>
      `${path}: Auf eine Weise gepackt, die hier nicht verstanden wird. Mit dem Programm entpacken, das sie erzeugt hat, dann die Protokolle darin öffnen.`,
    archiveDamaged: (path) =>
      `${path}: Das Archiv ist hier beschädigt. Was sich entpacken ließ, wurde gelesen; für den Rest erneut kopieren oder herunterladen.`,
    archiveLimit: (path) =>
      `${path}: Entpackt sich zu mehr, als sicher ist, wie ein Archiv, das Datenträger füllen soll. Was davor kam, wurde gelesen. Ist es vertrauenswürdig, selbst entpacken und den Ordner öffnen.`,
    emptyArchive: (path) => `${path}: In diesem Archiv ist kein Ereignisprotokoll.`,
    noSpace: (path) =>
      `${path}: Auf dem Datenträger ist kein Platz zum Entpacken. Platz für temporäre Dateien schaffen oder anderswo entpacken und den Ordner öffnen.`,
    packAlone: (path) =>
      `${path}: Ein Beweispaket ist ein Fall für sich und wird allein geöffnet, oder zusammen mit den Protokollen, aus denen es gemacht wurde. Einzeln öffnen; um es mit anderen Protokollen zu vergleichen, „logonscope compare“ verwenden.`,
    packChanged: (path) =>
      `${path}: Dieses Beweispaket ist nicht mehr so, wie es gemacht wurde, und wird deshalb nicht geöffnet. „logonscope verify“ nennt, was abweicht.`,
    packVersion: (path) =>
      `${path}: Eine spätere Version von Logonscope hat dieses Beweispaket gemacht. Mit jener Version öffnen; seine Tabellen lassen sich entpacken und mit jedem Programm lesen.`,
    packTablesOnly: (path) =>
      `${path}: Dieses Beweispaket enthält nur seine Tabellen und kann nicht als Fall geöffnet werden. Zum Lesen entpacken; „logonscope verify“ prüft es.`,
    packNoRecords: (path) =>
      `${path}: Ein Beweispaket enthält keine Protokolleinträge. Die Protokolle öffnen, aus denen es gemacht wurde: Sein Manifest nennt sie.`,
  },
  damage: {
    fileHeader: ["der Dateikopf ist beschädigt", "Dateiköpfe sind beschädigt"],
    chunkHeader: ["Blockkopf ist beschädigt", "Blockköpfe sind beschädigt"],
    chunkCrc: ["Block passt nicht zu seiner Prüfsumme", "Blöcke passen nicht zu ihren Prüfsummen"],
    recordCrc: [
      "Eintragsbereich passt nicht zu seiner Prüfsumme",
      "Eintragsbereiche passen nicht zu ihren Prüfsummen",
    ],
    chunkMissing: ["Block fehlt", "Blöcke fehlen"],
    recordBad: ["Eintrag ist nicht lesbar", "Einträge sind nicht lesbar"],
    truncated: ["die Datei endet zu früh", "Stellen, an denen die Datei zu früh endet"],
    templateBad: ["Vorlage ist beschädigt", "Vorlagen sind beschädigt"],
    valueBad: ["Wert ist nicht lesbar", "Werte sind nicht lesbar"],
    xmlBad: ["Stück des XML ist nicht wohlgeformt", "Stücke des XML sind nicht wohlgeformt"],
    lineBad: ["Zeile ist nicht lesbar", "Zeilen sind nicht lesbar"],
    limit: [
      "Grenze wurde erreicht und der Rest ausgelassen",
      "Grenzen wurden erreicht und der Rest ausgelassen",
    ],
  },
  atByte: (offset) => `bei Byte ${offset}`,
  firstAtByte: (offset) => `zuerst bei Byte ${offset}`,
  damaged: (path, damage) =>
    `${path}: beschädigt: ${damage}. Was lesbar war, wird gezeigt; nach einer unbeschädigten Kopie suchen.`,
  notes: {
    dirty: "wurde kopiert, während Windows darin schrieb, was nicht schadet",
    staleHeader: "ihr Kopf ist älter als ihr Inhalt; der ganze Inhalt wurde gelesen",
    emptyChunks: "enthält ungenutzten Platz, was normal ist",
    noLogonEvents:
      "ist lesbar, enthält aber keine Anmeldeereignisse. Sitzungen brauchen das Sicherheitsprotokoll mit eingeschaltetem „Anmelden überwachen“ und „Abmelden überwachen“",
    wideGaps:
      "ihre Eintragsnummern haben Lücken. Der XML-Export der Ereignisanzeige kann Ereignisse auslassen: das Protokoll stattdessen als .evtx exportieren",
    weakText:
      "ist ein Textexport: keine Eintragsnummern (Einträge werden in der Reihenfolge ihrer Zeiten gezählt), Zeiten in ganzen Sekunden ohne Zeitzone, und meist ohne Namen des Computers. Für sichere Ergebnisse das Protokoll als .evtx exportieren",
    weakObjects:
      "enthält Ereignisse als Objekte, die PowerShell gespeichert hat (ConvertTo-Xml, Export-Clixml); darin haben die Werte eines Ereignisses keine Namen: Nur was die Meldung auf Englisch sagt, wurde gelesen. Für sichere Ergebnisse das Protokoll als .evtx exportieren oder jedes Ereignis mit .ToXml() schreiben",
    zoneAssumed: "ihre Zeiten nennen keine Zeitzone und wurden als die der Uhr dieses Computers gelesen",
    dateOrderAssumed:
      "ihre Datumsangaben unterscheiden Tag und Monat nicht; die Reihenfolge wurde angenommen",
    encodingAssumed: "ihre Zeichen verraten ihre Codierung nicht; Westeuropäisch wurde angenommen",
    textUnread:
      "die Meldungen einiger oder aller Einträge fehlen oder sind nicht auf Englisch; diese konnten nur gezählt werden. Sitzungen brauchen das Protokoll als .evtx oder XML",
    roleUnknown:
      "weder der Name noch die Zeilen verraten, ob es Anmeldungen oder Abmeldungen sind; sie ergeben keine Sitzung, bis es gesagt wird",
    windowEndAssumed:
      "weder der Name noch sonst jemand sagt, bis wann gefragt wurde. Die letzte Anmeldung darin wurde als Ende genommen: Abgedeckt kann mehr sein",
    utcAssumed: "ihre Zeiten nennen keine Abweichung und wurden als UTC gelesen",
    formulaValues:
      "Zellen darin enthalten Formeln: Die mit ihnen gespeicherten Werte wurden gelesen, berechnet wurde nichts",
    rowsUnread: "Zeilen darin haben keinen Benutzer oder keinen lesbaren Anfang und wurden ausgelassen",
    calendarUnknown:
      "einige Datumsangaben gehören zu einem anderen Kalender und ergeben keine Sitzung, bis er gesagt wird",
    recordsLeftOut:
      "ist ein Export, der Einträge auslässt: Seine eigene Zählung läuft weiter, wo die Nummern im Protokoll springen. Was darin fehlt, beweist nichts",
  },
  leftOut: {
    emptyFile: "leer",
    link: "eine Verknüpfung, nicht verfolgt",
    special: "eine Pipe, ein Socket oder ein Gerät",
    packed: "ein Archiv anderer Art als ZIP",
    other: "kein Protokoll",
  },
  errors: {
    noInput: "Nichts zu lesen. Eine Datei oder einen Ordner mit Ereignisprotokollen angeben.",
    noLog: "Keine der Quellen ließ sich als Ereignisprotokoll lesen.",
    fileMissing: "Die Datei ist nicht mehr da. Erneut öffnen.",
    exportMissing: "Der Export ist nicht mehr dort, wo er gespeichert wurde.",
    fileDenied:
      "Keine Berechtigung, die Datei zu lesen. Als Administrator ausführen oder an einen lesbaren Ort kopieren.",
    caseUnknown: "Der Fall ist nicht mehr offen. Seine Dateien erneut öffnen.",
    caseTooLarge:
      "Mehr Sitzungen und abgelehnte Anmeldungen, als ein Fenster fasst. Weniger Dateien öffnen, oder nur einen Computer oder eine kürzere Zeit auf einmal; oder alle schreiben mit `logonscope sessions --format parquet --partition computer,day`.",
    recordUnreadable:
      "Dieser Eintrag ist nicht mehr lesbar. Vielleicht hat sich die Datei geändert; erneut öffnen.",
    outOfMemory:
      "Nicht genug Speicher. Die Dateien sind unberührt. Andere Programme schließen oder weniger Dateien öffnen, nur einen Computer oder eine kürzere Zeit auf einmal.",
    workerLost:
      "Das Lesen brach unerwartet ab. Noch einmal versuchen; wiederholt es sich, mit weniger oder kleineren Dateien.",
    hostLost: "Das Programm hinter dieser Seite läuft nicht mehr. Neu starten und die Seite neu laden.",
    notAllowed: "Das Programm hat dies abgelehnt.",
    badMessage: "Seite und Programm verstehen einander nicht. Die Seite neu laden.",
    saveFailed:
      "Die Datei konnte nicht geschrieben werden. Einen anderen Ort wählen oder auf dem Datenträger Platz schaffen.",
    notWindows:
      "Dies ist kein Windows; es gibt hier kein Windows-Protokoll zu lesen. Das Protokoll als Datei mitbringen.",
    collectDenied:
      "Windows lässt dieses Konto das Protokoll nicht lesen. Logonscope als Administrator starten oder der Gruppe Ereignisprotokollleser beitreten und sich neu anmelden.",
    collectRefused:
      "Die Frage von Windows wurde mit Nein beantwortet; das Protokoll wurde nicht gelesen. Noch einmal versuchen und Ja wählen.",
    collectNotElevated:
      "Windows konnte nicht nach der Erlaubnis eines Administrators fragen. Logonscope schließen und mit „Als Administrator ausführen“ starten.",
    collectNoProgram:
      "Das Programm wevtutil.exe, das zu Windows gehört, wurde nicht gefunden oder darf hier nicht gestartet werden. Das Protokoll mit der Ereignisanzeige speichern und die Datei öffnen.",
    collectNoService:
      "Der Dienst Windows-Ereignisprotokoll antwortet nicht. In der Diensteverwaltung (services.msc) starten, dann noch einmal versuchen.",
    collectNoFolder:
      "Für die Kopie des Protokolls ließ sich kein privater Ordner anlegen. Prüfen, ob der Ordner für temporäre Dateien vorhanden und beschreibbar ist.",
    collectDiskFull:
      "Auf dem Datenträger ist kein Platz für eine Kopie des Protokolls. Platz schaffen und noch einmal versuchen.",
    collectTimeout:
      "Windows brauchte zu lange für eine Antwort und wurde angehalten. Noch einmal versuchen, wenn der Computer weniger zu tun hat.",
    collectDamaged:
      "Windows nennt dieses Protokoll beschädigt und gibt es nicht heraus. Die Datei kopieren und die Kopie hier öffnen: Beschädigte Dateien werden gelesen, so weit sie reichen.",
    collectQuery:
      "Windows hat die Auswahl der Ereignisse nicht angenommen. Noch einmal mit dem ganzen Protokoll versuchen.",
    collectFailed: "Windows konnte das Protokoll nicht speichern.",
    channelMissing: "Dieses Windows hat kein solches Protokoll.",
    remoteUnreachable:
      "Der Computer ist nicht erreichbar. Ist er eingeschaltet, und stimmt der Name? Seine Firewall muss die Gruppe „Remote-Ereignisprotokollverwaltung“ einlassen.",
    remoteNoService:
      "Der Computer antwortet, sein Ereignisprotokolldienst nicht. Den Dienst Windows-Ereignisprotokoll dort starten, dann noch einmal versuchen.",
    remoteDenied:
      "Der Computer lässt dieses Konto das Protokoll nicht lesen. Einen seiner Administratoren oder ein Mitglied seiner Gruppe Ereignisprotokollleser verwenden; eine neue Mitgliedschaft gilt ab der nächsten Anmeldung.",
    remoteCredentials:
      "Der Computer nimmt Benutzername und Kennwort nicht an. Beide prüfen; ein Domänenkonto wird DOMÄNE\\Benutzer geschrieben. Es wird nicht noch einmal versucht.",
    remoteLocked:
      "Das Konto ist gesperrt, deaktiviert, abgelaufen oder muss sein Kennwort ändern. Es wird nicht noch einmal versucht.",
    remoteTimeout:
      "Der Computer hat nicht rechtzeitig geantwortet; es wird nicht länger gewartet. Später noch einmal versuchen.",
    remoteNotAsked:
      "Nicht gefragt, weil andere Computer Benutzername und Kennwort abgelehnt haben: Weitere Ablehnungen könnten das Konto sperren.",
    remoteQuery:
      "Der Computer hat die Auswahl der Ereignisse nicht angenommen. Noch einmal mit allen Einträgen versuchen (--all).",
    remoteBroken:
      "Die Verbindung brach ab. Was bis dahin kam, ist behalten, und der nächste Lauf setzt dort fort.",
    internal: "Im Programm ist etwas schiefgegangen.",
  },
  notSaved: {
    ENOSPC: (file) =>
      `Der Datenträger ist voll: ${file} wurde nicht gespeichert. Platz schaffen oder einen anderen Ort wählen.`,
    EDQUOT: (file) =>
      `Das Kontingent auf dem Datenträger ist erschöpft: ${file} wurde nicht gespeichert. Einen anderen Ort wählen.`,
    EFBIG: (file) =>
      `${file} ist größer, als Dateien dort sein dürfen, und wurde nicht gespeichert. Einen anderen Ort wählen.`,
    EROFS: (file) =>
      `Dort kann nichts geschrieben werden: ${file} wurde nicht gespeichert. Einen anderen Ort wählen.`,
    EACCES: (file) =>
      `Dort darf nicht geschrieben werden: ${file} wurde nicht gespeichert. Einen anderen Ort wählen.`,
    EPERM: (file) =>
      `Dort darf nicht geschrieben werden: ${file} wurde nicht gespeichert. Einen anderen Ort wählen.`,
    EBUSY: (file) =>
      `Ein anderes Programm hat ${file} geöffnet; es wurde nicht gespeichert. Dort schließen oder einen anderen Namen wählen.`,
    ENOENT: (file) => `Den Ordner für ${file} gibt es nicht mehr. Einen anderen Ort wählen.`,
    EIO: (file) =>
      `Der Datenträger meldet einen Fehler: ${file} wurde nicht gespeichert. Einen anderen Ort wählen.`,
    isInput: (file) =>
      `${file} ist eines der geöffneten Protokolle, und Protokolle werden nie geändert. Einen anderen Namen wählen.`,
    print: (file) =>
      `Der Bericht ließ sich nicht drucken; ${file} wurde nicht gespeichert. Stattdessen als HTML speichern.`,
    tooLong: (file) =>
      `Der Bericht ist zu lang zum Drucken; ${file} wurde nicht gespeichert. Als HTML speichern oder weniger Zeilen zeigen.`,
  },
  tooMany: (count, most) =>
    `Gefunden: ${count.toLocaleString("de")}, höchstens: ${most.toLocaleString("de")}.`,
  windowsError: (number) => `(Windows-Fehler ${number})`,
  endReasons: {
    userLogoff: "abgemeldet",
    logoff: "Sitzung geschlossen",
    superseded: "durch eine neue Anmeldung ersetzt",
    shutdown: "Herunterfahren",
    powerLoss: "Stromausfall",
    crash: "Absturz",
    logGap: "Lücke im Protokoll",
    logCleared: "Protokoll wurde gelöscht",
    stillOpen: "noch ohne Ende",
    noRecord: "nicht aufgezeichnet",
  },
  holes: {
    recordGap: "Einträge fehlen",
    cleared: "das Protokoll wurde gelöscht",
    serviceStop: "der Protokolldienst war angehalten",
    fileEdge: "die Dateien schließen nicht aneinander an",
  },
  classes: {
    desktop: "Desktop",
    secondary: "mit anderem Konto in jemandes Sitzung",
    network: "Netzwerk",
    batch: "geplante Aufgaben",
    service: "Dienste",
    newCredentials: "andere Anmeldeinformationen für das Netzwerk",
    machine: "Computerkonten",
    anonymous: "anonym",
    system: "Windows selbst",
    desktopHelper: "Desktop-Hilfskonten",
    script: "Anmeldeskripte",
    cloud: "Dynamics 365",
    unlock: "Entsperrungen",
    credentialRefresh: "Erneuerungen von Anmeldeinformationen",
  },
  verdicts: {
    full: (_said, isWhole) =>
      `Dieses Protokoll kann antworten: An- und Abmeldungen und Sperrzeiten sind${isWhole ? " für die ganze Zeit" : ""} aufgezeichnet.`,
    noLock: () =>
      "An- und Abmeldungen sind aufgezeichnet. Zeiten, in denen gesperrt oder getrennt war, sind es nicht; die Anwesenheit kann zu lang angegeben sein.",
    noLogoff: () =>
      "Nur Anmeldungen sind aufgezeichnet. Enden sind aus dem Herunterfahren geschätzt; Dauern sind Obergrenzen.",
    partialWindow: (said) =>
      `Das Protokoll reicht nur bis ${said("oldest")} zurück. Über ${said("from")} bis ${said("oldest")} lässt sich nichts sagen.`,
    cleared: (said) =>
      `Das Protokoll wurde am ${said("time")} von ${said("user")} gelöscht. Frühere Aktivität fehlt.`,
    policyChanged: (said) =>
      `Die Überwachung von „${said("subcategory")}“ (${said("outcome")}) wurde am ${said("time")} von ${said("user")} ${said("state")}geschaltet. Ergebnisse davor und danach sind nicht vergleichbar.`,
    noLogon: () =>
      "Keine Anmeldeereignisse. „Anmelden überwachen“ (Erfolg, Fehler) und „Abmelden überwachen“ (Erfolg) einschalten.",
    empty: () => "Keine Ereignisse des Sicherheitsprotokolls in dieser Datei.",
  },
  doubts: {
    filtered:
      "Die Einträge sind ein gefilterter Export oder kamen über eine Ereignissammlung. Fehlende Ereignisse beweisen nichts.",
    renumbered:
      "Die Einträge wurden beim Export neu nummeriert; nichts zeigt, was ausgelassen wurde. Lücken darin und fehlende Ereignisse beweisen nichts.",
    unnumbered:
      "Die Einträge haben keine Nummern; nichts zeigt, ob welche ausgelassen wurden. Fehlende Ereignisse beweisen nichts.",
  },
  dcOnly:
    "Daten von Domänencontrollern zeigen, wann sich Benutzer authentifiziert haben, nicht wie lange sie blieben.",
  within: (from, to, verdict) => `${from} bis ${to}: ${verdict}`,
  outcomes: { success: "Erfolg", failure: "Fehler", both: "Erfolg und Fehler" },
  states: { on: "ein", off: "aus" },
  someTime: "(unbekannter Zeitpunkt)",
  someone: "jemandem, der nicht aufgezeichnet ist,",
};
