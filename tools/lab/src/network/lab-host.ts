/** A host of the lab: a network namespace with one cable to the router. */
export interface LabHost {
  /** `conductor`, `player-1`, … */
  readonly name: string;
  /** The name that `ip netns` knows. */
  readonly namespace: string;
  readonly ipv4: string;
  readonly ipv6: string;
  /** The router's addresses on this host's cable: where something between the two can listen. */
  readonly gatewayIpv4: string;
  readonly gatewayIpv6: string;
  /** The router's end of the cable; the host's end is `HOST_CABLE`. */
  readonly routerCable: string;
}

/** What every host calls its one network interface. */
export const HOST_CABLE = 'eth0';

/** Where all cables meet: silent when it does not forward, and it never replies in anybody's name. */
export interface LabRouter {
  readonly name: 'router';
  readonly namespace: string;
}

/** The hosts of a lab; addresses may repeat in other labs, since no cable leads out of one. */
export function labHosts(label: string, players: number): { conductor: LabHost; players: LabHost[] } {
  return {
    conductor: labHost(label, 'conductor', 0),
    players: Array.from({ length: players }, (_, at) => labHost(label, `player-${at + 1}`, at + 1)),
  };
}

function labHost(label: string, name: string, subnet: number): LabHost {
  return {
    name,
    namespace: `${label}-${name}`,
    ipv4: `10.77.${subnet}.2`,
    ipv6: `fd77:0:0:${subnet.toString(16)}::2`,
    gatewayIpv4: `10.77.${subnet}.1`,
    gatewayIpv6: `fd77:0:0:${subnet.toString(16)}::1`,
    routerCable: `cable-${subnet}`,
  };
}
