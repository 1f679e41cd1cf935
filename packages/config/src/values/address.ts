import { canonicalIpv6 } from './ipv6.ts';
import { type Reader, type Reading, read, refused } from './reading.ts';

/** A host as it is dialled. */
export interface Address {
  /** As written, without brackets. */
  readonly text: string;
  /** Equal for two spellings of one address. */
  readonly identity: string;
}

const EXPECTED = 'an IPv4 address, an IPv6 address, or a host name';

/** `192.168.5.81`, `2001:db8::1`, `[::1]`, `fe80::1%em0`, `dut.lab`. */
export const address: Reader<Address> = (text) => {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  if (bare.includes(':')) return readIpv6(bare);
  if (bare !== text) return refused(EXPECTED, bare);
  const isGood = looksNumeric(bare) ? isIpv4(bare) : isHostName(bare);
  return isGood ? read({ text: bare, identity: bare.toLowerCase().replace(/\.$/, '') }) : refused(EXPECTED);
};

function readIpv6(text: string): Reading<Address> {
  const identity = canonicalIpv6(text);
  return identity === undefined ? refused(`${EXPECTED}, without a port`, withoutPort(text)) : read({ text, identity });
}

/** `10.0.0.1:6970` and `[::1]:6970` name a port as well. */
function withoutPort(text: string): string | undefined {
  const colon = text.lastIndexOf(':');
  const host = text.slice(0, colon);
  const isOneHost = !host.includes(':') || (host.startsWith('[') && host.endsWith(']'));
  return isOneHost && /^[0-9]{1,5}$/.test(text.slice(colon + 1)) ? host : undefined;
}

/** What ends in digits is no host name: it is, or was meant to be, an IPv4 address. */
function looksNumeric(text: string): boolean {
  return /(?:^|\.)[0-9]+\.?$/.test(text);
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255);
}

/** Underscores are not in the standard, and are in laboratories. */
function isHostName(text: string): boolean {
  const labels = text.replace(/\.$/, '').split('.');
  return text.length <= 253 && labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(label));
}
