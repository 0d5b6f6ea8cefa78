import http from 'node:http';
import https from 'node:https';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

/**
 * From now on the requests of this process go through the proxies that `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` name,
 * as VS Code sees to in its own.
 */
export function useEnvironmentProxies(): void {
	http.globalAgent = new EnvironmentAgent(http.globalAgent);
	https.globalAgent = new EnvironmentAgent(https.globalAgent) as unknown as https.Agent;
}

class EnvironmentAgent extends Agent {
	readonly #direct: http.Agent;
	/** By the protocol of the request and the address of the proxy, so that connections are kept open. */
	readonly #proxies = new Map<string, http.Agent>();

	constructor(direct: http.Agent) {
		super();
		this.#direct = direct;
	}

	override connect(request: http.ClientRequest, { secureEndpoint, port }: AgentConnectOpts): http.Agent {
		const protocol = secureEndpoint ? 'https:' : 'http:';
		const proxy = getProxyForUrl(`${protocol}//${request.host}:${port}`);
		if (proxy === '') {
			return this.#direct;
		}
		const key = `${protocol} ${proxy}`;
		const kept = this.#proxies.get(key);
		const agent = kept ?? new (secureEndpoint ? HttpsProxyAgent : HttpProxyAgent)(proxy, { keepAlive: true });
		this.#proxies.set(key, agent);
		return agent;
	}
}
