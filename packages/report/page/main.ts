import type { PageData } from '../src/page/page-data.ts';
import { showCourse } from './course.ts';
import { openTargets } from './open-targets.ts';
import { searchLogs } from './search-logs.ts';

/* What a page does besides being read: it draws the course of trials, and searches outputs. It loads nothing, and makes no HTML of text. */

const data: PageData = JSON.parse(document.getElementById('page-data')?.textContent ?? 'null') ?? {
  texts: [],
  trials: [],
};
showCourse(data);
searchLogs();
openTargets();
