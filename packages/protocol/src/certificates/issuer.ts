import { X509Certificate } from 'node:crypto';
import { ConductorError } from '@conductor/types';
import type { Issuer } from './write-certificate.ts';

const CONTEXT_0 = 0xa0;
/** Object identifier 2.5.29.14, as it begins the extension that holds a key identifier. */
const KEY_IDENTIFIER = Buffer.from('0603551d0e', 'hex');

/**
 * What certificates repeat of their issuer. node:crypto tells a subject only as text, and the bytes must be the same, also
 * those of an authority that another program made; so the one element is taken out of our own authority's certificate.
 */
export function issuerOf(authority: string): Issuer {
  const bytes = new X509Certificate(authority).raw;
  const [certificate] = elementsIn(bytes);
  const [body] = elementsIn(certificate?.value);
  const fields = elementsIn(body?.value);
  // Version (which may be left out), serial number, algorithm, issuer, validity, subject: RFC 5280, 4.1.
  const subject = fields[fields[0]?.tag === CONTEXT_0 ? 5 : 4];
  if (subject === undefined) throw new ConductorError('identity', "the authority's certificate has no subject");
  return { subject: subject.whole, keyIdentifier: keyIdentifierIn(body?.value ?? bytes) };
}

interface Element {
  readonly tag: number;
  readonly whole: Buffer;
  readonly value: Buffer;
}

function elementsIn(bytes: Buffer = Buffer.alloc(0)): readonly Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const element = elementAt(bytes, at);
    elements.push(element);
    at += element.whole.length;
  }
  return elements;
}

function elementAt(bytes: Buffer, at: number): Element {
  const first = bytes[at + 1] ?? 0;
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  const start = at + 2 + lengthBytes;
  const end = start + (lengthBytes === 0 ? first : bytes.readUIntBE(at + 2, lengthBytes));
  return { tag: bytes[at] ?? 0, whole: bytes.subarray(at, end), value: bytes.subarray(start, end) };
}

/** An octet string inside the octet string that the extension is. */
function keyIdentifierIn(body: Buffer): Buffer | null {
  const at = body.indexOf(KEY_IDENTIFIER);
  if (at === -1) return null;
  return elementAt(elementAt(body, at + KEY_IDENTIFIER.length).value, 0).value;
}
