import { useEffect, useRef } from "react";
import type { AnyPicture, PictureColor } from "../../shared/export/pictures/picture-types.ts";
import { useApp } from "./app.ts";

/** A chart on screen, drawn when somebody wants it as a picture. */
export interface ChartPicture {
  readonly title: string;
  readonly picture: () => AnyPicture;
}

/** Offers a chart as a picture for as long as it is on screen, as it then is. */
export function useChartPicture(title: string, picture: () => AnyPicture): void {
  const { charts } = useApp();
  const latest = useRef(picture);
  useEffect(() => {
    latest.current = picture;
  });
  useEffect(() => {
    const chart: ChartPicture = { title, picture: () => latest.current() };
    charts.set([...charts.get(), chart]);
    return () => charts.set(charts.get().filter((each) => each !== chart));
  }, [charts, title]);
}

/** The colour of a chart in a picture, which has one name less. */
export function pictureColor<Color extends string>(
  color: Color,
): Exclude<Color, "console"> | Extract<PictureColor, "accent"> {
  return color === "console" ? "accent" : (color as Exclude<Color, "console">);
}
