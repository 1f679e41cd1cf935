const GROUPS = 8;

/**
 * An IPv6 address with every group written out in lower case, so that two spellings of one address are equal; a zone
 * (`%em0`) is kept. `undefined` for what is none. RFC 4291, section 2.2, and RFC 4007, section 11.
 */
export function canonicalIpv6(text: string): string | undefined {
  const [, numbers = '', zone = ''] = /^([0-9a-fA-F:.]{2,45})(%[\w.-]{1,32})?$/.exec(text) ?? [];
  const [front = '', back, ...more] = numbers.split('::');
  if (more.length > 0) return undefined;
  const groups = back === undefined ? groupsOf(front, true) : joined(groupsOf(front, false), groupsOf(back, true));
  const isWhole = groups.length === GROUPS && groups.every((group) => group >= 0 && group <= 0xffff);
  return isWhole ? groups.map((group) => group.toString(16)).join(':') + zone : undefined;
}

/** `::` stands for at least one group of zeros. */
function joined(front: readonly number[], back: readonly number[]): number[] {
  const missing = Math.max(1, GROUPS - front.length - back.length);
  return [...front, ...Array.from({ length: missing }, () => 0), ...back];
}

/** The groups between single colons, -1 for what is none. The very last may be an IPv4 address, which makes two. */
function groupsOf(half: string, isLast: boolean): number[] {
  if (half === '') return [];
  const parts = half.split(':');
  return parts.flatMap((part, at) => {
    if (isLast && at === parts.length - 1 && part.includes('.')) return groupsOfIpv4(part);
    return [/^[0-9a-f]{1,4}$/i.test(part) ? Number.parseInt(part, 16) : -1];
  });
}

function groupsOfIpv4(text: string): number[] {
  const bytes = text.split('.').map((part) => (/^(?:0|[1-9][0-9]{0,2})$/.test(part) ? Number(part) : 256));
  const [first = 256, second = 256, third = 256, fourth = 256] = bytes;
  if (bytes.length !== 4 || bytes.some((byte) => byte > 255)) return [-1, -1];
  return [first * 256 + second, third * 256 + fourth];
}
