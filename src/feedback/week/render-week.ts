import { drawPng } from '../../pictures/draw-png.ts';
import { drawSvg } from '../../pictures/draw-svg.ts';
import { describeWeek } from './describe-week.ts';
import { drawWeek } from './draw-week.ts';
import type { Week, WeekPicture } from './week-picture.ts';

/** Draws a week as PNG, 1,100 px wide. Throws what `drawSvg` and `drawPng` throw. */
export async function renderWeek(week: Week): Promise<WeekPicture> {
  const svg = await drawSvg(drawWeek(week));
  return { png: await drawPng(svg), altText: describeWeek(week) };
}
