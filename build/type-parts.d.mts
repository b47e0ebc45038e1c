export const TYPE_PARTS: readonly string[];
