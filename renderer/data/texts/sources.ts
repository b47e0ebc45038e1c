/** Texts of the Sources view. */
export const SOURCE_TEXTS = {
  archive: "Its runs",
  archiveFormat: "Index of an archive of scheduled runs",
  joins: {
    joins: "the record numbers run on, nothing is missing between the two",
    overlaps: "both hold the time between; what stands in both counts once",
    gap: "between the two records are missing",
    unknown:
      "whether anything is missing between the two cannot be told, because records were filtered out or numbered anew",
  },
} as const;
