export { formatComparisonPage } from './comparison/format-comparison-page.ts';
export { formatPage } from './format-page.ts';
