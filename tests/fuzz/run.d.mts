export function bundleFuzzer(name?: string): Promise<string>;
export function runFuzzer(
  file: string,
  args: readonly string[],
  options?: { readonly keep?: boolean },
): Promise<{ readonly code: number | null; readonly said: string; readonly complaints: string }>;
