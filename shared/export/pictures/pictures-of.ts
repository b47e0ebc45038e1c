import type { ReportName } from "../../types/report.ts";
import type { ReportExport } from "../report-record.ts";
import {
  adminsPictures,
  burstsPictures,
  countsPictures,
  lockoutsPictures,
  remotePictures,
  runasPictures,
} from "./access-pictures.ts";
import { bootsPictures, qualityPictures } from "./evidence-pictures.ts";
import {
  concurrentPictures,
  dormantPictures,
  firstLastPictures,
  hoursPictures,
  outOfHoursPictures,
  sharedUsePictures,
  whoPictures,
} from "./people-pictures.ts";
import type { ReportPicture } from "./picture-types.ts";
import type { PictureWords } from "./picture-words.ts";

const PICTURES_OF: Readonly<
  Partial<Record<ReportName, (answer: ReportExport, w: PictureWords) => readonly ReportPicture[]>>
> = {
  "first-last": firstLastPictures,
  hours: hoursPictures,
  concurrent: concurrentPictures,
  "out-of-hours": outOfHoursPictures,
  bursts: burstsPictures,
  lockouts: lockoutsPictures,
  counts: countsPictures,
  who: whoPictures,
  remote: remotePictures,
  dormant: dormantPictures,
  "shared-use": sharedUsePictures,
  admins: adminsPictures,
  runas: runasPictures,
  boots: bootsPictures,
  quality: qualityPictures,
  // Its calendar stands above it.
  d365: () => [],
};

/** What of a report says more as a picture; none of one without lines. */
export function picturesOf(answer: ReportExport, w: PictureWords): readonly ReportPicture[] {
  return PICTURES_OF[answer.report.name]?.(answer, w) ?? [];
}
