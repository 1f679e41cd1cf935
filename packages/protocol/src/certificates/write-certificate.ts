import { createHash, createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { ConductorError } from '@conductor/types';
import * as der from './der.ts';

/** What a certificate is written from. */
export interface CertificateParts {
  /** Private key of whoever signs, PEM. */
  readonly signer: string;
  /** Certificate of whoever signs, PEM; `null` when the key signs itself. */
  readonly issuer: Issuer | null;
  /** SubjectPublicKeyInfo of the key that it is about, PEM. */
  readonly publicKey: string;
  /** Common name: for people who look at it with openssl, decides nothing. */
  readonly commonName: string;
  readonly alternativeName: { readonly kind: 'uri' | 'dns'; readonly text: string } | null;
  readonly isAuthority: boolean;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** What of the issuer's certificate the issued one repeats. */
export interface Issuer {
  /** Its subject, DER: the chain is found by these very bytes. */
  readonly subject: Uint8Array;
  /** Its key identifier; `null` where it has none. */
  readonly keyIdentifier: Uint8Array | null;
}

/** Writes and signs an X.509 certificate (RFC 5280, version 3), and returns it as PEM. */
export function writeCertificate(parts: CertificateParts): string {
  const signer = createPrivateKey(parts.signer);
  const algorithm = signatureAlgorithm(signer);
  const subject = nameOf(parts.commonName);
  const spki = createPublicKey(parts.publicKey).export({ type: 'spki', format: 'der' });
  const body = der.sequence(
    der.explicit(0, der.wholeNumber(Buffer.from([2]))),
    der.wholeNumber(serialNumber()),
    algorithm.identifier,
    parts.issuer?.subject ?? subject,
    der.sequence(der.time(parts.notBefore), der.time(parts.notAfter)),
    subject,
    spki,
    der.explicit(3, der.sequence(...extensionsOf(parts, keyIdentifierOf(spki)))),
  );
  const signature = sign(algorithm.digest, body, signer);
  return pemOf(der.sequence(body, algorithm.identifier, der.bits(signature)));
}

function nameOf(commonName: string): Buffer {
  return der.sequence(der.set(der.sequence(der.objectId('2.5.4.3'), der.utf8(commonName))));
}

/** 128 random bits, the first of which is 0, so that it is a positive number of a fixed length. */
function serialNumber(): Buffer {
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
}

/** How a key signs. Keys that we make are P-256; an authority of one's own may be of another kind. */
function signatureAlgorithm(key: KeyObject): { readonly identifier: Buffer; readonly digest: string | null } {
  switch (key.asymmetricKeyType) {
    case 'ec':
      return { identifier: der.sequence(der.objectId('1.2.840.10045.4.3.2')), digest: 'sha256' };
    case 'rsa':
      return { identifier: der.sequence(der.objectId('1.2.840.113549.1.1.11'), der.tagged(0x05)), digest: 'sha256' };
    case 'ed25519':
      return { identifier: der.sequence(der.objectId('1.3.101.112')), digest: null };
    default: {
      const found = String(key.asymmetricKeyType);
      throw new ConductorError('identity', `expected an authority's key of kind ec, rsa or ed25519, got ${found}`);
    }
  }
}

function extensionsOf({ isAuthority, alternativeName, issuer }: CertificateParts, keyIdentifier: Buffer): Buffer[] {
  const extensions = [
    critical('2.5.29.19', isAuthority ? der.sequence(der.truth()) : der.sequence()),
    // Bits from the left: keyCertSign and cRLSign, or digitalSignature.
    critical('2.5.29.15', isAuthority ? der.bits(Buffer.from([0x06]), 1) : der.bits(Buffer.from([0x80]), 7)),
    extension('2.5.29.14', der.octets(keyIdentifier)),
  ];
  if (issuer?.keyIdentifier) {
    extensions.push(extension('2.5.29.35', der.sequence(der.tagged(0x80, issuer.keyIdentifier))));
  }
  // A player serves conductors, and a conductor calls players: either may be either end of a connection one day.
  const usages = [der.objectId('1.3.6.1.5.5.7.3.1'), der.objectId('1.3.6.1.5.5.7.3.2')];
  if (!isAuthority) extensions.push(extension('2.5.29.37', der.sequence(...usages)));
  if (alternativeName !== null) {
    const tag = alternativeName.kind === 'uri' ? 0x86 : 0x82;
    extensions.push(extension('2.5.29.17', der.sequence(der.tagged(tag, Buffer.from(alternativeName.text, 'ascii')))));
  }
  return extensions;
}

function extension(id: string, value: Buffer): Buffer {
  return der.sequence(der.objectId(id), der.octets(value));
}

function critical(id: string, value: Buffer): Buffer {
  return der.sequence(der.objectId(id), der.truth(), der.octets(value));
}

/** A name for a key that is the same in each certificate of it; its value has no meaning (RFC 5280, 4.2.1.2). */
function keyIdentifierOf(spki: Uint8Array): Buffer {
  return createHash('sha256').update(spki).digest().subarray(0, 20);
}

function pemOf(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
