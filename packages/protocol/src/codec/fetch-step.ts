import type { FetchStep } from '@conductor/types';
import type { FetchStep__Output, FetchStep as WireFetchStep } from '../gen/conductor/v1/FetchStep.ts';
import { boundedText, fromUint64, toUint64 } from './scalars.ts';

/** What a path may have. */
const PATH_LIMIT = 4096;

type FetchBody = Pick<FetchStep, 'pattern' | 'required' | 'maxBytes'>;

export function encodeFetch({ pattern, required = false, maxBytes }: FetchBody): WireFetchStep {
  const limit = maxBytes === undefined ? {} : { maxBytes: toUint64(maxBytes, 'largest file of a fetch') };
  return { pattern, required, ...limit };
}

export function decodeFetch(wire: FetchStep__Output): FetchBody {
  const pattern = boundedText(wire.pattern, PATH_LIMIT, 'pattern of a fetch');
  const { maxBytes } = wire;
  return {
    pattern,
    ...(wire.required ? { required: true } : {}),
    ...(maxBytes === undefined ? {} : { maxBytes: fromUint64(maxBytes, 'largest file of a fetch') }),
  };
}
