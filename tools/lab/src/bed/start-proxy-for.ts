import type { Lab } from '../network/create-lab.ts';
import { playerHost } from '../network/player-host.ts';
import { type ProxyInLab, startProxyIn } from '../proxy/start-proxy-in.ts';
import { PLAYER_PORT } from './create-bed.ts';

/** A proxy on the router in front of a player, by its place; the conductor is to dial it in the player's place. */
export async function startProxyFor(lab: Lab, at: number): Promise<ProxyInLab> {
  const { ipv4: host, gatewayIpv4 } = playerHost(lab, at);
  return startProxyIn(lab.router, { host: gatewayIpv4, port: PLAYER_PORT, target: { host, port: PLAYER_PORT } });
}
