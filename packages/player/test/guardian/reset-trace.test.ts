import { expect, test } from 'vitest';
import { resetFaults } from './support/reset-trace.ts';

const RIGHT = {
  'one Reset': ['begin 1 10', 'end 1 10', 'begin 2 11', 'end 2 11'],
  'one that was cut off in a step, and another': ['begin 1 10', 'begin 1 20', 'end 1 20', 'begin 2 21', 'end 2 21'],
  'one that was cut off between steps, and another': [
    'begin 1 10',
    'end 1 10',
    'begin 1 20',
    'end 1 20',
    'begin 2 21',
    'end 2 21',
  ],
};

const WRONG = {
  'no Reset': [],
  'one that was not finished': ['begin 1 10', 'end 1 10', 'begin 2 11'],
  'one that began with its second step': ['begin 2 11', 'end 2 11'],
  'one that went on where another was cut off': ['begin 1 10', 'end 1 10', 'begin 2 11', 'begin 2 21', 'end 2 21'],
  'two at a time': ['begin 1 10', 'begin 1 20', 'end 1 10', 'end 1 20', 'begin 2 11', 'end 2 11'],
  'two at a time, one step apart': [
    'begin 1 10',
    'end 1 10',
    'begin 2 11',
    'begin 1 20',
    'end 2 11',
    'end 1 20',
    'begin 2 21',
    'end 2 21',
  ],
};

test.each(Object.entries(RIGHT))('the law of Reset holds for %s', (_, trace) => {
  expect(resetFaults(trace, 2)).toEqual([]);
});

test.each(Object.entries(WRONG))('the law of Reset is broken by %s', (_, trace) => {
  expect(resetFaults(trace, 2)).not.toEqual([]);
});
