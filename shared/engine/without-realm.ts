/** `anna` of `anna@corp.local`. Not by a pattern, which would try each `@` of a hostile name in turn. */
export function withoutRealm(name: string): string {
  const at = name.indexOf("@");
  return at < 0 ? name : name.slice(0, at);
}
