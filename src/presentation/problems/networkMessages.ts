import type { Problems } from '../../core/problem.ts';
import type { Translate } from '../../core/translate.ts';
import { openSetting } from '../actions.ts';
import type { Messages } from './message.ts';

export const networkMessages: Messages<Problems['network']> = {
	hostUnreachable: ({ host, reason, detail }, { t }) => ({
		message: unreachable[reason](host, t),
		detail,
		actions: ['retry', 'selectEndpoint'],
	}),
	answerTooLarge: ({ limit, excerpt }, { t, format }) => ({
		message: t(
			'The answer is larger than {0}, as no prediction is, and was not read to its end. It begins with:',
			format.bytes(limit),
		),
		detail: excerpt,
		actions: [openSetting('endpoints'), 'selectEndpoint'],
	}),
};

type Reason = Extract<Problems['network'], { code: 'hostUnreachable' }>['reason'];

/** What happened, and what to do. */
const unreachable: Readonly<Record<Reason, (host: string, t: Translate) => string>> = {
	dns: (host, t) =>
		t('No address is known for {0}. Check its spelling (with AWS, the region too) and your network.', host),
	refused: (host, t) => t('{0} refused the connection. Is it running, and is the address right?', host),
	reset: (host, t) => t('The connection to {0} broke off before the answer was complete. Try again in a moment.', host),
	network: (host, t) => t('{0} cannot be reached. Check the address and your network.', host),
	timeout: (host, t) => t('{0} did not take the connection in time. Check the address, your network and proxy.', host),
	certificateUntrusted: (host, t) =>
		t(
			'{0} showed a certificate of an issuer that is not trusted here. If it is your company’s (or its proxy’s), have the issuer’s certificate added to this system, or name its file in the environment variable NODE_EXTRA_CA_CERTS and start VS Code anew.',
			host,
		),
	certificateExpired: (host, t) =>
		t(
			'The certificate of {0} has expired or is not valid yet. Whoever runs it must renew it, unless this machine’s clock is wrong.',
			host,
		),
	certificateName: (host, t) =>
		t('{0} showed the certificate of another host. Use the name that stands in the certificate.', host),
	notTls: (host, t) =>
		t('{0} does not speak TLS as it should. If it is no https address, begin the address with "http://".', host),
	notHttp: (host, t) =>
		t(
			'{0} answered, but not in HTTP. Check the port, and whether the address should begin with "https://" or "http://".',
			host,
		),
	proxy: (host, t) =>
		t(
			'The proxy on the way to {0} cannot be reached. Check the setting "http.proxy" and the environment variables HTTPS_PROXY, HTTP_PROXY and NO_PROXY.',
			host,
		),
	proxyAuthentication: (host, t) =>
		t(
			'The proxy on the way to {0} wants a name and a password (status 407). Set "http.proxy" to an address such as "http://name:password@proxy:8080".',
			host,
		),
};
