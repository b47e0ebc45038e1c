/*
 * V8 throws a RangeError where an array or a text cannot be had: "Array buffer allocation failed", "Invalid typed array
 * length: 9", "Invalid array length", "Invalid string length", "Map maximum size exceeded"; Node says
 * ERR_MEMORY_ALLOCATION_FAILED or ERR_STRING_TOO_LONG, and of a file that is too large for one buffer
 * ERR_FS_FILE_TOO_LARGE. What runs out of the heap itself throws nothing: it ends its thread.
 */
const WORDS =
  /allocation failed|Invalid (?:typed )?array length|Invalid string length|maximum size exceeded|buffer length/i;
const CODES: readonly unknown[] = [
  "ERR_MEMORY_ALLOCATION_FAILED",
  "ERR_STRING_TOO_LONG",
  "ERR_WORKER_OUT_OF_MEMORY",
  "ENOMEM",
];

/** Whether something failed for want of memory. */
export function isOutOfMemory(failure: unknown): boolean {
  if (!(failure instanceof Error)) return false;
  if ("code" in failure && CODES.includes(failure.code)) return true;
  return failure.name === "RangeError" && WORDS.test(failure.message);
}
