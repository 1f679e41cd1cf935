import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CertificateRequest,
  certifiedParty,
  createAuthority,
  type Identity,
  isIssuedBy,
  issueCertificate,
  makeKey,
  publicKeyOf,
  readCertificate,
  selfSignedCertificate,
  spkiHashOf,
} from '../../src/index.ts';

const DAY_MS = 86_400_000;
const DUT: Identity = { lab: 'k3f9', role: 'player', name: 'dut1' };

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'conductor-certificates-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a certificate', () => {
  it('says who its party is, for 90 days, and is believed by its authority alone', async () => {
    const authority = await createAuthority();
    const other = await createAuthority();
    const certificate = await certify(authority);
    const { identity, notBefore, notAfter, spkiHash, publicKey, fingerprint } = readCertificate(certificate);
    expect(identity).toEqual(DUT);
    expect(notAfter.getTime() - notBefore.getTime()).toBe(90 * DAY_MS + 3_600_000);
    expect(spkiHash).toBe(spkiHashOf(publicKey));
    expect(fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(isIssuedBy(certificate, authority.certificate)).toBe(true);
    expect(isIssuedBy(certificate, other.certificate)).toBe(false);
    expect(isIssuedBy(certificate, certificate)).toBe(false);
  });

  it('of an authority lasts ten years, into the times that have four digits for a year', async () => {
    const authority = await createAuthority(new Date('2041-06-01T00:00:00Z'));
    const { notAfter } = readCertificate(authority.certificate);
    expect(notAfter.toISOString()).toBe('2051-05-30T00:00:00.000Z');
    expect(authority.lab).toMatch(/^[0-9a-f]{10}$/);
  });

  it('that is signed by its own key names nobody', async () => {
    const key = await makeKey();
    const certificate = selfSignedCertificate(key);
    expect(certifiedParty(certificate)).toBeNull();
    expect(readCertificate(certificate).spkiHash).toBe(spkiHashOf(publicKeyOf(key)));
  });

  it('has another serial number and signature each time', async () => {
    const authority = await createAuthority();
    const publicKey = publicKeyOf(await makeKey());
    const serials = Array.from({ length: 300 }, () => {
      const certificate = issueCertificate(authority, { identity: DUT, publicKey });
      expect(isIssuedBy(certificate, authority.certificate)).toBe(true);
      return new X509Certificate(certificate).serialNumber;
    });
    expect(new Set(serials).size).toBe(300);
    expect(serials.every((serial) => /^[4-7][0-9A-F]{31}$/.test(serial))).toBe(true);
  });

  it.each(['', 'no certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'])(
    'is not %j',
    (text) => {
      expect(() => readCertificate(text)).toThrow(/expected a certificate in PEM/);
    },
  );
});

const HAS_OPENSSL = spawnSync('openssl', ['version']).status === 0;

describe('openssl', () => {
  beforeEach((context) => {
    if (!HAS_OPENSSL) context.skip('missing: openssl');
  });

  it('believes what we issue, and finds nothing odd in it', async () => {
    const authority = await createAuthority();
    const certificate = write('dut1.pem', await certify(authority));
    const verified = openssl('verify', '-x509_strict', '-CAfile', write('lab.pem', authority.certificate), certificate);
    expect(verified).toMatch(/dut1.pem: OK/);
    const told = openssl('x509', '-in', certificate, '-noout', '-text');
    expect(told).toMatch(/URI:conductor:\/\/k3f9\/player\/dut1/);
    expect(told).toMatch(/X509v3 Basic Constraints: critical\s+CA:FALSE/);
    expect(told).toMatch(/X509v3 Key Usage: critical\s+Digital Signature\n/);
    expect(told).toMatch(/TLS Web Server Authentication, TLS Web Client Authentication/);
  });

  it.each([
    ['of P-384', 'ec', 'ec_paramgen_curve:secp384r1'],
    ['of RSA', 'rsa', 'rsa_keygen_bits:2048'],
  ])(
    "believes what we issue for an authority that it made, whose key is %s and whose name isn't ours",
    async (_what, algorithm, parameter) => {
      const key = join(folder, `${algorithm}.key`);
      const certificate = join(folder, `${algorithm}.pem`);
      openssl('genpkey', '-algorithm', algorithm, '-pkeyopt', parameter, '-out', key);
      const subject = ['-subj', '/C=DE/O=Müller & Söhne/CN=lab, with comma', '-utf8'];
      const usage = ['-addext', 'keyUsage=critical,keyCertSign'];
      openssl('req', '-x509', '-new', '-key', key, '-days', '30', ...subject, ...usage, '-out', certificate);
      const authority = { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
      const issued = await certify(authority);
      expect(openssl('verify', '-CAfile', certificate, write('issued.pem', issued))).toMatch(/issued.pem: OK/);
      expect(isIssuedBy(issued, authority.certificate)).toBe(true);
    },
  );

  it.each([
    ['no URI', ['DNS.0=dut1.lab'], null],
    ['an identity beside a host name', ['DNS.0=dut1.lab', 'URI.0=conductor://k3f9/player/dut1'], DUT],
    ['two identities', ['URI.0=conductor://k3f9/player/dut1', 'URI.1=conductor://k3f9/conductor/me'], null],
    ['a role that there is not', ['URI.0=conductor://k3f9/root/dut1'], null],
    ['a name with a slash', ['URI.0=conductor://k3f9/player/dut1/x'], null],
    ['an identity that hides in a host name', ['DNS.0=x, URI:conductor://k3f9/player/dut1'], null],
    ['one that hides in the middle of a host name', ['DNS.0=x, URI:conductor://k3f9/player/dut1, y'], null],
  ])('makes a certificate with %s, and we read of it what counts', (_what, names, identity) => {
    const files = ['-keyout', join(folder, 'any.key'), '-out', join(folder, 'any.pem')];
    const sections = ['[req]', 'distinguished_name=dn', '[dn]', '[v3]', 'subjectAltName=@names', '[names]', ...names];
    const config = ['-config', write('any.cnf', `${sections.join('\n')}\n`), '-extensions', 'v3', '-subj', '/CN=any'];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    openssl('req', '-x509', '-new', '-days', '1', ...config, ...key, ...files);
    expect(readCertificate(readFileSync(join(folder, 'any.pem'), 'utf8')).identity).toEqual(identity);
  });
});

async function certify(authority: Parameters<typeof issueCertificate>[0], request: Partial<CertificateRequest> = {}) {
  return issueCertificate(authority, { identity: DUT, publicKey: publicKeyOf(await makeKey()), ...request });
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function openssl(...words: string[]): string {
  const { status, stdout, stderr } = spawnSync('openssl', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl ${words.join(' ')}: ${stderr}`);
  return stdout;
}
