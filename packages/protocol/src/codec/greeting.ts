import type { Greeting__Output, Greeting as WireGreeting } from '../gen/conductor/v1/Greeting.ts';
import type { Introduction__Output, Introduction as WireIntroduction } from '../gen/conductor/v1/Introduction.ts';
import { ownVersion, type StatedVersion } from '../protocol-version.ts';
import { boundedList, boundedSentence, boundedText } from './scalars.ts';

const NAME_LIMIT = 1024;
const FEATURE_LIMIT = 1000;

/** What a side says about itself. */
export interface Introduction {
  /** `user@host (pid 4711)`: for messages only. */
  readonly self: string;
  /** Version of its software. */
  readonly version: string;
}

/** An Introduction with our version of the protocol. */
export function encodeIntroduction({ self, version }: Introduction): WireIntroduction {
  const { major, minor, features, software } = ownVersion(version);
  return {
    protocolMajor: major,
    protocolMinor: minor,
    features: [...features],
    softwareVersion: software,
    name: self.slice(0, NAME_LIMIT),
  };
}

/** A Greeting with our version of the protocol. */
export function encodeGreeting(greeting: Introduction & { readonly nonce: Uint8Array }): WireGreeting {
  return { ...encodeIntroduction(greeting), nonce: Buffer.from(greeting.nonce) };
}

/** Who greets, as far as its own words go. */
export function nameOf(greeting: Pick<Greeting__Output | Introduction__Output, 'name'>): string {
  return boundedText(greeting.name, NAME_LIMIT, 'name in a greeting');
}

/** The version that the other side states. */
export function versionOf(greeting: Omit<Introduction__Output, 'name'>): StatedVersion {
  return {
    major: greeting.protocolMajor,
    minor: greeting.protocolMinor,
    features: boundedList(greeting.features, FEATURE_LIMIT, 'features in a greeting'),
    software: boundedSentence(greeting.softwareVersion, NAME_LIMIT, 'version in a greeting'),
  };
}
