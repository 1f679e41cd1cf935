import type { HostFacts, NetworkInterface } from '@conductor/types';
import type { HostFacts__Output, HostFacts as WireHostFacts } from '../gen/conductor/v1/HostFacts.ts';
import type { NetworkInterface__Output } from '../gen/conductor/v1/NetworkInterface.ts';
import { containmentCodec } from './enums.ts';
import { malformed } from './malformed.ts';
import { boundedList, boundedSentence, fromUint64, toUint32, toUint64 } from './scalars.ts';

const NAME_LIMIT = 1024;
const INTERFACE_LIMIT = 1000;
const ADDRESS_LIMIT = 1000;
const SETTING_LIMIT = 100;

export function encodeHostFacts(facts: HostFacts): WireHostFacts {
  return {
    hostname: facts.hostname,
    system: facts.system,
    kernel: facts.kernel,
    architecture: facts.architecture,
    cpuModel: facts.cpuModel,
    cpuCount: toUint32(facts.cpuCount, 'number of processors'),
    memoryBytes: toUint64(facts.memoryBytes, 'memory'),
    interfaces: facts.interfaces.slice(0, INTERFACE_LIMIT).map(({ name, mac, addresses, settings }) => ({
      name,
      mac,
      addresses: addresses.slice(0, ADDRESS_LIMIT),
      settings: settings.slice(0, SETTING_LIMIT),
    })),
    user: facts.user,
    version: facts.version,
    nodeVersion: facts.nodeVersion,
    containment: containmentCodec.encode(facts.containment),
    bootId: facts.bootId,
  };
}

export function decodeHostFacts(wire: HostFacts__Output | null | undefined): HostFacts {
  if (wire === null || wire === undefined) throw malformed('expected facts about the host, got none');
  const text = (value: string) => boundedSentence(value, NAME_LIMIT, 'a fact about the host');
  return {
    hostname: text(wire.hostname),
    system: text(wire.system),
    kernel: text(wire.kernel),
    architecture: text(wire.architecture),
    cpuModel: text(wire.cpuModel),
    cpuCount: wire.cpuCount,
    memoryBytes: fromUint64(wire.memoryBytes, 'memory'),
    interfaces: boundedList(wire.interfaces, INTERFACE_LIMIT, 'interfaces').map(decodeInterface),
    user: text(wire.user),
    version: text(wire.version),
    nodeVersion: text(wire.nodeVersion),
    containment: containmentCodec.decode(wire.containment),
    bootId: text(wire.bootId),
  };
}

function decodeInterface(wire: NetworkInterface__Output): NetworkInterface {
  const text = (value: string) => boundedSentence(value, NAME_LIMIT, 'a fact about an interface');
  return {
    name: text(wire.name),
    mac: text(wire.mac),
    addresses: boundedList(wire.addresses, ADDRESS_LIMIT, 'addresses').map(text),
    settings: boundedList(wire.settings, SETTING_LIMIT, 'settings').map(text),
  };
}
