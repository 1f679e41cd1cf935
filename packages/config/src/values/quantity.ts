import { type Reader, type Reading, read, refused } from './reading.ts';
import { type Unit, unit } from './unit.ts';

/** A number with its unit; `null`: a plain number. */
export interface Quantity {
  readonly amount: number;
  readonly unit: Unit | null;
}

/** A number as files write it, also in exponential form; finite. */
export const NUMBER = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?/;

/** `9.0 Gbit/s`, `10Gbit/s`, `0.1 %`, `1000`. */
export const quantity: Reader<Quantity> = (text): Reading<Quantity> => {
  const [number = ''] = NUMBER.exec(text) ?? [];
  const amount = number === '' ? Number.NaN : Number(number);
  if (!Number.isFinite(amount)) return refused('a number with its unit, such as 9.5 Gbit/s or 0.1 %');
  const word = text.slice(number.length).trim();
  if (word === '') return read({ amount, unit: null });
  const reading = unit(word);
  if (reading.kind === 'read') return read({ amount, unit: reading.value });
  const { expected, suggestion } = reading;
  return refused(`a number with its unit: ${expected}`, suggestion && `${number} ${suggestion}`);
};
