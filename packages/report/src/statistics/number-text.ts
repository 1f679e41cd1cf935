/** More digits than any double has behind the place at which it is cut. */
const ALL_DIGITS = 100;

/**
 * A number as C's `%g` prints it: so many significant digits, without the zeros at their end, and with an exponent where that is below −4 or
 * has more digits than are shown. Of two that are equally near, the one with an even last digit, as C rounds and `toPrecision` does not.
 * Source: ISO/IEC 9899:2018, 7.21.6.1.
 */
export function generalText(value: number, digits = 6): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value < 0 ? '-inf' : 'inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', exponent = 0] = rounded(Math.abs(value), digits);
  const sign = value < 0 ? '-' : '';
  if (exponent < -4 || exponent >= digits) return `${sign}${trimmed(mantissa, 1)}e${exponentText(exponent)}`;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${mantissa.replace(/0+$/, '')}`;
  return `${sign}${trimmed(mantissa, exponent + 1)}`;
}

/** A share in per cent with two significant digits, or as a whole number: `14 %`, `2.1 %`, `0.032 %`, `120 %`. */
export function percentText(percent: number): string {
  return `${Math.abs(percent) >= 99.5 ? percent.toFixed(0) : generalText(percent, 2)} %`;
}

/** Significant digits without a point, and the power of ten of the first of them. */
function rounded(value: number, digits: number): readonly [mantissa: string, exponent: number] {
  const [whole = '', power = '0'] = value.toExponential(ALL_DIGITS).split('e');
  const all = whole.replace('.', '');
  const [kept, rest] = [all.slice(0, digits), all.slice(digits)];
  if (!isRoundedUp(kept, rest)) return [kept, Number(power)];
  const next = String(BigInt(kept) + 1n);
  return next.length > digits ? [next.slice(0, digits), Number(power) + 1] : [next, Number(power)];
}

function isRoundedUp(kept: string, rest: string): boolean {
  if (!/^50*$/.test(rest)) return rest >= '5';
  return Number(kept.at(-1)) % 2 === 1;
}

/** A point after so many digits, and no zeros behind it. */
function trimmed(mantissa: string, before: number): string {
  const behind = mantissa.slice(before).replace(/0+$/, '');
  return behind === '' ? mantissa.slice(0, before) : `${mantissa.slice(0, before)}.${behind}`;
}

function exponentText(exponent: number): string {
  return `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
