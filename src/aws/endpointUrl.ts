import type { SharedConfig } from './sharedFiles.ts';

/** As the variables and the `services` sections of AWS's tools call them. */
export type Service = 'sagemaker' | 'sagemaker_runtime' | 'sso' | 'sts';

/**
 * The address that stands in for a service's own: of the environment, of the profile's `services` section, or its
 * `endpoint_url`. The SDK looks no further than the profile that `AWS_PROFILE` names.
 */
export function configuredEndpointUrl(
	service: Service,
	profile: string | undefined,
	{ profiles, services }: SharedConfig,
): string | undefined {
	const { env } = process;
	const settings = profiles.get(profile ?? 'default') ?? {};
	const ignored = env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ?? settings['ignore_configured_endpoint_urls'];
	if (ignored?.toLowerCase() === 'true') {
		return undefined;
	}
	return [
		env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`],
		env['AWS_ENDPOINT_URL'],
		services.get(settings['services'] ?? '')?.[`${service}.endpoint_url`],
		settings['endpoint_url'],
	].find(Boolean);
}
