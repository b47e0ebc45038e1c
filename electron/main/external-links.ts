/**
 * The only addresses that ever leave the program, opened in the user's own browser: the maker's pages on the events
 * and settings that the texts of the program explain. Whole addresses, not prefixes: text from a log can never become
 * part of one.
 */
const AUDIT_EVENTS =
  "https://learn.microsoft.com/en-us/previous-versions/windows/it-pro/windows-10/security/threat-protection/auditing";

export const EXTERNAL_LINKS: readonly string[] = [
  `${AUDIT_EVENTS}/event-4624`,
  `${AUDIT_EVENTS}/event-4625`,
  `${AUDIT_EVENTS}/event-4634`,
  `${AUDIT_EVENTS}/event-4647`,
  `${AUDIT_EVENTS}/audit-logoff`,
  `${AUDIT_EVENTS}/audit-logon`,
];

export function isExternalLink(url: string): boolean {
  return EXTERNAL_LINKS.includes(url);
}
