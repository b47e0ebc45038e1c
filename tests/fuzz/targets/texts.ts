import { makeDecoder } from "../../../electron/worker/code-pages.ts";
import { splitRow } from "../../../electron/worker/ports.ts";
import { textClock } from "../../../electron/worker/text-clock.ts";
import { CsvReader, csvRecordsAt } from "../../../shared/readers/csv/csv-reader.ts";
import { exported, logoffMessage, logonMessage, row } from "../../../shared/readers/csv/test-exports.ts";
import { CloudReader } from "../../../shared/readers/d365/cloud-reader.ts";
import { cloudRowAt } from "../../../shared/readers/d365/row-at.ts";
import { ANNA, BEN } from "../../../shared/readers/d365/test-tables.ts";
import type { ObjectShape } from "../../../shared/readers/objects/object-properties.ts";
import { ObjectReader, objectRecordsAt } from "../../../shared/readers/objects/object-reader.ts";
import { clixml, converted } from "../../../shared/readers/objects/test-objects.ts";
import { scriptLineAt } from "../../../shared/readers/script-trail/script-line-at.ts";
import { ScriptReader } from "../../../shared/readers/script-trail/script-reader.ts";
import { readXmlRecordAt } from "../../../shared/readers/xml/read-record-at.ts";
import { XmlEventReader } from "../../../shared/readers/xml/xml-reader.ts";
import type { FuzzTarget } from "../engine/target.ts";
import { utf8, utf16 } from "../seeds/text-bytes.ts";
import { boundedSource, checkReader, checkSummary, holds } from "./check-reader.ts";

const cancel = { cancelled: false };
const ports = { makeDecoder, splitRow, clockOf: textClock, answers: [], name: "input", cancel };
const TIMES = [
  "3/4/2024 8:00:00 AM",
  "04.03.2024 08:00:00",
  "2024-03-04T08:00:00.1234567Z",
  "31/12/2024 23:59:59",
];

const XML_EVENT = `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing' Guid='{54849625-5478-4994-a5ba-3e3b0328c30d}'/><EventID Qualifiers='1'>4624</EventID><Version>2</Version><Level>0</Level><Task>12544</Task><Keywords>0x8020000000000000</Keywords><TimeCreated SystemTime='2024-03-04T08:00:00.1234567Z'/><EventRecordID>7</EventRecordID><Correlation/><Execution ProcessID='4' ThreadID='8'/><Channel>Security</Channel><Computer>PC1</Computer><Security UserID='S-1-5-18'/></System><EventData><Data Name='TargetUserName'>J&#252;rgen &amp; Co</Data><Data Name='TargetLogonId'>0x1a2b</Data><Data Name='LogonType'>2</Data></EventData><RenderingInfo Culture='en-US'><Message>An account &lt;x&gt;</Message></RenderingInfo></Event>`;
const XML_OTHER = XML_EVENT.replace("4624", "4634").replace(">7<", ">8<").replaceAll("'", '"');

export const xml: FuzzTarget = {
  name: "xml",
  short: 250,
  about: "event XML in all its shapes and encodings",
  tokens: [
    ..."<Event> </Event> <Event <Events> </Events> <System> </System> <Data Name='x'> </Data> <EventData> <UserData>".split(
      " ",
    ),
    ..."<![CDATA[ ]]> <!-- --> <?xml ?> <!DOCTYPE &amp; &#x0; &#65; &lol; &#x10ffff; ' \" /> > < = xmlns= <EventID> <EventRecordID>".split(
      " ",
    ),
    ..."9999999999999999999999 0x -1 <TimeCreated SystemTime='2024-02-30T25:61:61Z'/> <e:Event xmlns:e='x'>".split(
      " ",
    ),
  ],
  seeds: () => [
    utf8(
      `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<Events>${XML_EVENT}${XML_OTHER}</Events>`,
    ),
    utf8(`${XML_EVENT}\r\n${XML_OTHER}\r\n`),
    utf16(`\ufeff<Events>${XML_OTHER}${XML_EVENT}</Events>`),
    utf8(XML_EVENT.replaceAll("><", ">\n  <")),
  ],
  takesSample: (name) => name.endsWith(".xml"),
  run(bytes) {
    checkReader(bytes, {
      open: (source, strings) => new XmlEventReader(source, { strings, makeDecoder, cancel }),
      recordAt: (source) => (offset) => readXmlRecordAt(source, offset, makeDecoder),
      leastBytes: 8,
      passes: 4,
    });
  },
};

const rows = TIMES.flatMap((time, at) => [
  row(time, 4624, logonMessage("anna", `0x1a${at}`)),
  row(time, 4634, logoffMessage("anna", `0x1a${at}`)),
]);

export const csv: FuzzTarget = {
  name: "csv",
  short: 50,
  about: "text exports of Event Viewer",
  tokens: [
    ...'" "" , ; \t \r\n \n 4624 4634 1102 Audit Success Information Logon ID: Account Name: Logon Type: Subject: New Logon:'.split(
      " ",
    ),
    ...TIMES,
    ...["99/99/9999 99:99:99 PM", ",Microsoft-Windows-Security-Auditing,4624,Logon,", "\ufeff", "\u0000"],
  ],
  seeds: () => [
    utf8(exported(rows)),
    utf8(`\ufeff${exported(rows.slice(0, 2)).replaceAll("\r\n", "\n")}`),
    utf16(`\ufeff${exported(rows.slice(0, 4)).replaceAll(",", "\t")}`),
    utf8(
      exported(rows.slice(2, 5), "Level,Date and Time,Source,Event ID,Task Category").replaceAll(
        "Audit Success",
        "Information",
      ),
    ),
  ],
  run(bytes) {
    checkReader(bytes, {
      open: (source, strings) => new CsvReader(source, { ...ports, strings }),
      recordAt: (source) => csvRecordsAt(source, ports),
      leastBytes: 4,
      passes: 24,
    });
  },
};

const stored = TIMES.map((time, at) => ({
  id: at % 2 === 0 ? 4624 : 4634,
  time,
  record: String(at + 1),
  message: at % 2 === 0 ? logonMessage("anna", `0x1a${at}`) : logoffMessage("anna", `0x1a${at - 1}`),
}));

const objectsOf = (shape: ObjectShape): Pick<FuzzTarget, "run"> => ({
  run(bytes) {
    checkReader(bytes, {
      open: (source, strings) => new ObjectReader(source, shape, { ...ports, strings }),
      recordAt: (source) => objectRecordsAt(source, shape, ports),
      leastBytes: 8,
      passes: 12,
    });
  },
});

const OBJECT_TOKENS = [
  ...'<Object> </Object> <Objects> <Property Name="Id"> </Property> <Obj <Props> <MS> <S N="Message"> _x000A_ _x005F_ _xD800_ <DT <I32 <Nil'.split(
    " ",
  ),
  ...TIMES,
  ..."&#10; &amp; &lol; ]]> <![CDATA[ \r\n 4624 0x -9214364837600034816".split(" "),
];

export const objects: FuzzTarget = {
  name: "objects",
  short: 50,
  about: "events stored by ConvertTo-Xml",
  tokens: OBJECT_TOKENS,
  seeds: () => [utf8(converted(stored)), utf16(`\ufeff${converted(stored.slice(1, 3))}`)],
  ...objectsOf("objects"),
};

export const objectsCli: FuzzTarget = {
  name: "clixml",
  short: 50,
  about: "events stored by Export-Clixml",
  tokens: OBJECT_TOKENS,
  seeds: () => [utf16(`\ufeff${clixml(stored)}`), utf8(clixml(stored.slice(0, 2)))],
  ...objectsOf("clixml"),
};

const SCRIPT_LINES = [
  "LOGON,2024-03-04T13:05:07.2300000Z,PC1,CORP\\anna,Console,\\\\DC01",
  "LOGOFF,20240304180507.230000+060,PC1,CORP\\anna,Console,\\\\DC01",
  "Mo 04.03.2024,14:05:07,23,PC1,anna,Console,\\\\DC01",
  "Mon 03/04/2024,14:05:07.23,PC1,anna,RDP-Tcp#3,\\\\DC01",
  "Wed 24/12/2567, 8:05:07.23,PC2,ben,,\\\\DC01",
];

export const script: FuzzTarget = {
  name: "script",
  short: 300,
  about: "lines of logon and logoff scripts",
  tokens: [
    ..."logon logoff LOGOFF anna PC1 Console RDP-Tcp#3 Mon Tue 24/12/2024 1445/08/24 2567 8:00:00.12 08.00.00 AM PM \t , ; \r\n".split(
      " ",
    ),
    ...TIMES,
  ],
  seeds: () => scriptSeeds(),
  run(bytes) {
    const most = 8 * bytes.length + 4_000_000;
    for (const name of ["LOGON.log", "trail.txt"]) {
      const reader = new ScriptReader(boundedSource(bytes, most), { ...ports, name });
      reader.extract();
      checkSummary(reader.summary, bytes.length);
      const lines = reader.summary.trail?.rows;
      if (lines?.kind !== "script") continue;
      holds(lines.length <= bytes.length, "more lines than bytes");
      const source = boundedSource(bytes, most);
      for (let at = 0; at < Math.min(8, lines.length); at++)
        holds(scriptLineAt(source, lines.offset[at]!, makeDecoder) !== null, "a line cannot be read again");
    }
  },
};

const LOGINS = `AADUserID,Login start time,Login end time
${ANNA},2024-03-04 09:00:00,2024-03-04 17:30:00
{${BEN.toUpperCase()}},2024-03-05T08:15:30.250Z,
`;
const CLOUD_SEEDS = [
  LOGINS,
  LOGINS.replaceAll(",", ";"),
  `User ID,User name,Email,Object ID,Enabled\nanna,Anna A,anna@corp.example,${ANNA},Yes\nben,Ben B,ben@corp.example,${BEN},No\n`,
  `timestamp [UTC],user_Id,session_Id,name\n3/4/2024 9:00:00.123 AM,anna,s1,Form\n3/4/2024 9:20:00.000 AM,anna,s1,Form\n`,
  `User ID,Log in,Logout date and time,Terminated ok\nanna,04.03.2024 09:00:00,04.03.2024 17:00:00,Yes\n`,
];

export const d365: FuzzTarget = {
  name: "d365",
  short: 200,
  about: "tables of Dynamics 365",
  tokens: [
    ...'" , ; \t \n AADUserID user_Id session_Id timestamp Terminated ok Yes No 2024-03-04T09:00:00Z 45355.375'.split(
      " ",
    ),
    ANNA,
    ...TIMES,
  ],
  seeds: () => [...CLOUD_SEEDS.map(utf8), utf16(`\ufeff${LOGINS}`)],
  run(bytes) {
    const most = 24 * bytes.length + 8_000_000;
    const reader = new CloudReader(boundedSource(bytes, most), ports);
    reader.describe();
    reader.extract();
    checkSummary(reader.summary, bytes.length);
    const made = reader.summary.cloud?.rows;
    if (made?.kind !== "cloud") return;
    holds(made.length <= bytes.length, "more rows than bytes");
    const source = boundedSource(bytes, most * 8);
    for (let at = 0; at < Math.min(4, made.length); at++) {
      holds(made.offset[at]! < bytes.length, "a row outside of the input");
      holds(cloudRowAt(source, made.offset[at]!, ports) !== null, "a row cannot be read again");
    }
  },
};

function scriptSeeds(): readonly Uint8Array[] {
  return [
    utf8(`${SCRIPT_LINES.join("\r\n")}\r\n`),
    ...SCRIPT_LINES.map((line) => utf8(`${line}\r\n${line}\r\n`)),
    utf16(`\ufeff${SCRIPT_LINES.join("\r\n")}\r\n`),
  ];
}
