import type { RunResult } from '@conductor/types';
import type { PageData, TrialPicture } from './page-data.ts';
import { thinOut } from './series/thin-out.ts';
import { trialSeries } from './series/trial-series.ts';
import { trialPicture } from './timeline/trial-picture.ts';

/** Characters of outputs that are read for the series of one page. */
const READ = 64 * 2 ** 20;
/** Points of all series of a page, and of each at least and at most. */
const POINTS = 20_000;
const [FEWEST_POINTS, MOST_POINTS] = [40, 1000];

/** What the script of the page of a run draws; `ids` are the outputs that are on the page. */
export async function runPageData(
  { trials }: RunResult,
  directory: string,
  ids: ReadonlySet<string>,
): Promise<PageData> {
  const texts = new Map<string, number>();
  const placeOf = (text: string) => {
    const place = texts.get(text) ?? texts.size;
    texts.set(text, place);
    return place;
  };
  const room = { left: READ };
  const pictures: TrialPicture[] = [];
  for (const [at, trial] of trials.entries()) {
    const series = await trialSeries(trial, directory, room);
    pictures.push({ ...trialPicture(trial, at, { placeOf, ids }), series });
  }
  return { texts: Array.from(texts.keys()), trials: thinned(pictures) };
}

function thinned(pictures: readonly TrialPicture[]): TrialPicture[] {
  const count = pictures.reduce((sum, { series }) => sum + series.length, 0);
  const most = Math.min(MOST_POINTS, Math.max(FEWEST_POINTS, Math.floor(POINTS / Math.max(1, count))));
  return pictures.map((picture) => ({
    ...picture,
    series: picture.series.map((one) => ({ ...one, points: thinOut(one.points, most) })),
  }));
}
