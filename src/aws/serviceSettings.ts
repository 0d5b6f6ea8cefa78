import type { SharedConfig } from './sharedFiles.ts';

/** As the variables and the `services` sections of AWS's tools call them. */
export type Service = 's3' | 'sagemaker' | 'sagemaker_runtime' | 'sso' | 'sts';

/** Where a service's clients send: never what the SDK would read itself, which is the default profile's word. */
export interface ServiceSettings {
	readonly endpoint?: string;
	readonly useFipsEndpoint: boolean;
	readonly useDualstackEndpoint: boolean;
	readonly ignoreConfiguredEndpointUrls: true;
}

/**
 * As the environment has it, else as the profile does; `endpointUrl` goes before both. As in botocore, an address of
 * one's own is taken as it is.
 */
export function serviceSettings(
	service: Service,
	profile: string,
	shared: SharedConfig,
	endpointUrl?: string,
): ServiceSettings {
	const section = shared.profiles.get(profile) ?? {};
	const endpoint = endpointUrl ?? configuredEndpointUrl(service, profile, shared);
	const isOn = (name: string) =>
		endpoint === undefined && isTrue(process.env[`AWS_${name.toUpperCase()}`] || section[name]);
	return {
		...(endpoint !== undefined && { endpoint }),
		useFipsEndpoint: isOn('use_fips_endpoint'),
		useDualstackEndpoint: isOn('use_dualstack_endpoint'),
		ignoreConfiguredEndpointUrls: true,
	};
}

/** Of the environment, of the profile's `services` section, or its `endpoint_url`. */
function configuredEndpointUrl(service: Service, profile: string, shared: SharedConfig): string | undefined {
	const { env } = process;
	const settings = shared.profiles.get(profile) ?? {};
	if (isTrue(env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] || settings['ignore_configured_endpoint_urls'])) {
		return undefined;
	}
	return [
		env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`],
		env['AWS_ENDPOINT_URL'],
		shared.services.get(settings['services'] ?? '')?.[`${service}.endpoint_url`],
		settings['endpoint_url'],
	].find(Boolean);
}

function isTrue(text: string | undefined): boolean {
	return text?.toLowerCase() === 'true';
}
