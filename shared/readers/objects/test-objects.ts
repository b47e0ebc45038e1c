/** Objects as PowerShell writes them, for tests. */

export interface StoredEvent {
  readonly id: number;
  readonly time: string;
  readonly message: string;
  readonly record?: string;
  readonly provider?: string;
  readonly machine?: string;
}

const AUDITING = "Microsoft-Windows-Security-Auditing";

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** As `Get-WinEvent … | ConvertTo-Xml -As String`. */
export function converted(events: readonly StoredEvent[], end = "\r\n"): string {
  const lines = ['<?xml version="1.0" encoding="utf-8"?>', "<Objects>"];
  for (const {
    id,
    time,
    message,
    record = "",
    provider = AUDITING,
    machine = "PC1.corp.example",
  } of events) {
    const property = (name: string, type: string, value: string): string =>
      value === ""
        ? `    <Property Name="${name}" Type="System.${type}" />`
        : `    <Property Name="${name}" Type="System.${type}">${escaped(value)}</Property>`;
    lines.push(
      '  <Object Type="System.Diagnostics.Eventing.Reader.EventLogRecord">',
      property("Id", "Int32", String(id)),
      property("Version", "Byte", "2"),
      property("Level", "Byte", "0"),
      property("Keywords", "Int64", "-9214364837600034816"),
      property("RecordId", "Int64", record),
      property("ProviderName", "String", provider),
      property("LogName", "String", provider === AUDITING ? "Security" : "System"),
      property("MachineName", "String", machine),
      property("UserId", "Security.Principal.SecurityIdentifier", ""),
      property("TimeCreated", "DateTime", time),
      '    <Property Name="Properties" Type="System.Collections.Generic.List`1[System.Diagnostics.Eventing.Reader.EventProperty]">',
      '      <Property Type="System.Diagnostics.Eventing.Reader.EventProperty">System.Diagnostics.Eventing.Reader.EventProperty</Property>',
      "    </Property>",
      property("Message", "String", message),
      "  </Object>",
    );
  }
  return [...lines, "</Objects>", ""].join(end);
}

/** As `Get-WinEvent … | Export-Clixml`. */
export function clixml(events: readonly StoredEvent[]): string {
  const text = (value: string): string =>
    escaped(value.replaceAll("_x", "_x005F_x").replace(/[\r\n\t]/g, escapeUnit));
  const objects = events.map(
    ({ id, time, message, record = "1", provider = AUDITING, machine = "PC1.corp.example" }, ref) =>
      `  <Obj RefId="${ref * 2}">
    <TNRef RefId="0" />
    <ToString>System.Diagnostics.Eventing.Reader.EventLogRecord</ToString>
    <Props>
      <I32 N="Id">${id}</I32>
      <I64 N="Keywords">-9214364837600034816</I64>
      <I64 N="RecordId">${record}</I64>
      <S N="ProviderName">${text(provider)}</S>
      <S N="LogName">Security</S>
      <S N="MachineName">${text(machine)}</S>
      <Nil N="UserId" />
      <DT N="TimeCreated">${time}</DT>
      <Obj N="Properties" RefId="${ref * 2 + 1}"><LST><S>System.Diagnostics.Eventing.Reader.EventProperty</S><Obj RefId="9${ref}"><Props><I32 N="Id">1</I32></Props></Obj></LST></Obj>
    </Props>
    <MS>
      <S N="Message">${text(message)}</S>
    </MS>
  </Obj>`,
  );
  return `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">\n${objects.join("\n")}\n</Objs>\n`;
}

function escapeUnit(unit: string): string {
  return `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
}
