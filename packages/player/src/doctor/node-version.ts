import { type Finding, green } from './finding.ts';

/** The launcher has refused what is too old. */
export function examineNode(): Finding {
  return green('Node.js', `${process.version} (${process.execPath})`);
}
