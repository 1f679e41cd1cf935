import { BORDERS, INTERNAL_PATHS, NEVER_TOGETHER, RESTRICTIONS, TEST_LIBRARIES } from './borders.ts';
import { findViolations } from './src/borders/find-violations.ts';
import { ROOT } from './src/workspace.ts';

const violations = findViolations(ROOT, {
  borders: BORDERS,
  testLibraries: TEST_LIBRARIES,
  neverTogether: NEVER_TOGETHER,
  restrictions: RESTRICTIONS,
  internalPaths: INTERNAL_PATHS,
});

for (const violation of violations) console.log(violation);
if (violations.length > 0) {
  console.log(`\n${violations.length} against the table in tools/repo/borders.ts, which says who may import whom.`);
  process.exitCode = 1;
}
