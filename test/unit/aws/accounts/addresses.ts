import { keys, region, runtime, role, plain, asked, jwt, webIdentity, own, type AccountSetUp } from './setUp.ts';

/** Whom a set-up asks. */
export const addresses: readonly AccountSetUp[] = [
	{
		title: 'FIPS of the profile',
		config: own(`region = us-east-1\nuse_fips_endpoint = true\n${keys()}`),
		profile: 'own',
		answer: asked(['https://runtime-fips.sagemaker.us-east-1.amazonaws.com'], 'AKIAFILE', 'us-east-1'),
	},
	{
		title: 'FIPS in capitals',
		config: own(`region = us-west-2\nUse_FIPS_Endpoint = TRUE\n${keys()}`),
		profile: 'own',
		answer: asked(['https://runtime-fips.sagemaker.us-west-2.amazonaws.com'], 'AKIAFILE', 'us-west-2'),
	},
	{
		title: 'FIPS of GovCloud',
		config: own(`region = us-gov-west-1\nuse_fips_endpoint = true\n${keys()}`),
		profile: 'own',
		answer: plain('AKIAFILE', 'us-gov-west-1'),
	},
	{
		title: 'FIPS of the default profile alone',
		config: `[default]\nuse_fips_endpoint = true\n${own(`region = us-east-1\n${keys()}`)}`,
		profile: 'own',
		answer: plain('AKIAFILE', 'us-east-1'),
	},
	{
		title: 'FIPS of the environment',
		config: own(`region = us-east-1\n${keys()}`),
		env: { AWS_USE_FIPS_ENDPOINT: 'true' },
		profile: 'own',
		answer: asked(['https://runtime-fips.sagemaker.us-east-1.amazonaws.com'], 'AKIAFILE', 'us-east-1'),
	},
	{
		title: 'FIPS that the environment turns off',
		config: own(`region = us-east-1\nuse_fips_endpoint = true\n${keys()}`),
		env: { AWS_USE_FIPS_ENDPOINT: 'false' },
		profile: 'own',
		answer: plain('AKIAFILE', 'us-east-1'),
	},
	{
		title: 'FIPS for a role',
		config: own(
			`region = us-east-1\nuse_fips_endpoint = true\n${role}source_profile = base\n[profile base]\n${keys()}`,
		),
		profile: 'own',
		answer: asked(
			['https://sts-fips.us-east-1.amazonaws.com', 'https://runtime-fips.sagemaker.us-east-1.amazonaws.com'],
			'ASIAROLE',
			'us-east-1',
		),
	},
	{
		title: 'FIPS for a web identity',
		config: own(`region = us-east-1\nuse_fips_endpoint = true\n${webIdentity}`),
		files: jwt,
		profile: 'own',
		answer: asked(
			['https://sts-fips.us-east-1.amazonaws.com', 'https://runtime-fips.sagemaker.us-east-1.amazonaws.com'],
			'ASIAROLE',
			'us-east-1',
		),
	},
	{
		title: 'dual stack for a role',
		config: own(`${region}use_dualstack_endpoint = true\n${role}source_profile = base\n[profile base]\n${keys()}`),
		profile: 'own',
		answer: asked(['https://sts.eu-west-1.api.aws', 'https://runtime.sagemaker.eu-west-1.api.aws'], 'ASIAROLE'),
	},
	{
		title: 'FIPS and dual stack',
		config: own(`region = us-east-1\nuse_dualstack_endpoint = true\nuse_fips_endpoint = true\n${keys()}`),
		profile: 'own',
		answer: asked(['https://runtime.sagemaker-fips.us-east-1.api.aws'], 'AKIAFILE', 'us-east-1'),
	},
	{
		title: 'FIPS beside an address of one’s own',
		since: 31,
		config: own(`${region}use_fips_endpoint = true\nendpoint_url = https://own.example\n${keys()}`),
		profile: 'own',
		answer: asked(['https://own.example'], 'AKIAFILE'),
	},
	{
		title: 'FIPS beside the endpoint’s address',
		config: own(`${region}use_fips_endpoint = true\n${keys()}`),
		profile: 'own',
		endpointUrl: 'https://own.example',
		answer: asked(['https://own.example'], 'AKIAFILE'),
	},
	{
		title: 'China',
		config: own(`region = cn-north-1\n${keys()}`),
		profile: 'own',
		answer: asked(['https://runtime.sagemaker.cn-north-1.amazonaws.com.cn'], 'AKIAFILE', 'cn-north-1'),
	},
	...(
		[
			['FIPS in China', 'cn-north-1', 'use_fips_endpoint', 'runtime.sagemaker-fips.cn-north-1.amazonaws.com.cn'],
			[
				'dual stack in China',
				'cn-northwest-1',
				'use_dualstack_endpoint',
				'runtime.sagemaker.cn-northwest-1.api.amazonwebservices.com.cn',
			],
			['dual stack', 'us-east-1', 'use_dualstack_endpoint', 'runtime.sagemaker.us-east-1.api.aws'],
			['dual stack of GovCloud', 'us-gov-east-1', 'use_dualstack_endpoint', 'runtime.sagemaker.us-gov-east-1.api.aws'],
			['an isolated partition', 'us-iso-east-1', 'output', 'runtime.sagemaker.us-iso-east-1.c2s.ic.gov'],
		] as const
	).map(([title, name, setting, host]) => ({
		title,
		config: own(`region = ${name}\n${setting} = true\n${keys()}`),
		profile: 'own',
		answer: asked([`https://${host}`], 'AKIAFILE', name),
	})),
	{
		title: 'an address for a web identity’s STS',
		since: 31,
		config: `${own(`${region}endpoint_url = https://own.example\n${webIdentity}`)}`,
		files: jwt,
		profile: 'own',
		answer: asked(['https://own.example', 'https://own.example'], 'ASIAROLE'),
	},
	{
		title: 'an address of services for a web identity’s STS alone',
		since: 31,
		config: `${own(`${region}services = local\n${webIdentity}`)}[services local]\nsts =\n  endpoint_url = https://sts.example\n`,
		files: jwt,
		profile: 'own',
		answer: asked(['https://sts.example', runtime('eu-west-1')], 'ASIAROLE'),
	},
	{
		title: 'an address of services in quotes',
		since: 31,
		config: `${own(`${region}services = local stack\n${keys()}`)}[services "local stack"]\nsagemaker_runtime =\n  endpoint_url = https://own.example\n`,
		profile: 'own',
		answer: asked(['https://own.example'], 'AKIAFILE'),
	},
	{
		title: 'addresses that the profile ignores',
		config: own(`${region}ignore_configured_endpoint_urls = true\nendpoint_url = https://own.example\n${keys()}`),
		env: { AWS_ENDPOINT_URL: 'https://environment.example' },
		profile: 'own',
		answer: plain(),
	},
	{
		title: 'an address that the environment ignores',
		config: own(`${region}endpoint_url = https://own.example\n${keys()}`),
		env: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
		profile: 'own',
		answer: plain(),
	},
	{
		title: 'the default profile’s address',
		config: `[default]\nendpoint_url = https://default.example\n${own(region + keys())}`,
		profile: 'own',
		answer: plain(),
	},
	{
		title: 'an address of the environment',
		since: 31,
		config: own(region + keys()),
		env: { AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: 'https://own.example' },
		profile: 'own',
		answer: asked(['https://own.example'], 'AKIAFILE'),
	},
];
