/** A command of Reset that notes when it begins and ends, and takes some time in between. */
export function noted(number: number, seconds: number): string {
  return `echo "begin ${number} $$" >>"$TRACE"; sleep ${seconds}; echo "end ${number} $$" >>"$TRACE"`;
}

/** The same, that lasts until it is killed, unless there is a file `again` in its folder: then it ends at once. */
export function notedUntilAgain(number: number, seconds = 1000): string {
  return `echo "begin ${number} $$" >>"$TRACE"; [ -e again ] || sleep ${seconds}; echo "end ${number} $$" >>"$TRACE"`;
}

/**
 * What is wrong with the order in which commands of Resets began and ended; empty when only ever one ran, each Reset began
 * with its first step, and the last one is complete.
 */
export function resetFaults(trace: readonly string[], count: number): readonly string[] {
  const faults: string[] = [];
  let due = ['begin 1'];
  for (const [place, line] of trace.entries()) {
    const [word, number, pid] = line.split(' ');
    const isDue = due.some((one) => one === `${word} ${number}` || one === line);
    if (!isDue) faults.push(`line ${place + 1} is "${line}", where ${due.join(' or ')} was due`);
    due = word === 'begin' ? [`end ${number} ${pid}`, 'begin 1'] : [`begin ${Number(number) + 1}`, 'begin 1'];
  }
  if (!trace.at(-1)?.startsWith(`end ${count} `)) faults.push(`the last line is "${trace.at(-1)}"`);
  return faults;
}
