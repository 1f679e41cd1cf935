/**
 * An extended regular expression for the decimal numbers from `first` to `last`, for grep: comparing numbers in a shell
 * would wrap in those that count in 32 bits. Both are positive and `first` is not above `last`.
 */
export function rangePattern(first: bigint, last: bigint): string {
  const alternatives: string[] = [];
  for (let from = first; from <= last; ) {
    const span = widestSpan(from, last);
    alternatives.push(spanPattern(String(from), String(span).length - 1, Number(span / 10n ** BigInt(zeros(span)))));
    from += span;
  }
  return alternatives.join('|');
}

/** How many numbers from `from` on one alternative can take: a digit times a power of ten, within the same digits. */
function widestSpan(from: bigint, last: bigint): bigint {
  let power = 1n;
  while (from % (power * 10n) === 0n && from + power * 10n - 1n <= last) power *= 10n;
  const digit = (from / power) % 10n;
  const room = (last - from + 1n) / power;
  const untilCarry = 10n - digit;
  return power * (room < untilCarry ? room : untilCarry);
}

function zeros(span: bigint): number {
  return String(span).length - String(span).replace(/0+$/, '').length;
}

function spanPattern(from: string, free: number, count: number): string {
  const place = from.length - free - 1;
  const digit = Number(from[place]);
  const last = digit + count - 1;
  const digits = count === 1 ? String(digit) : `[${digit}-${last}]`;
  return `${from.slice(0, place)}${digits}${free === 0 ? '' : `[0-9]{${free}}`}`;
}
