import { describe, expect, test } from 'vitest';
import { startSageMakerServer } from '../../../tools/sageMakerServer/server.ts';
import { problemOf, signal, useAws } from './awsSetUp.ts';

const setUp = useAws();

describe('endpoints of an account', () => {
	test('lists those in service, by page', async () => {
		const endpoints = Array.from({ length: 230 }, (_, index) => ({ name: `digits-${index}` }));
		const large = await startSageMakerServer({
			predict: () => [1],
			endpoints: [...endpoints, { name: 'creating', status: 'Creating' }],
		});
		try {
			const pages = [];
			for await (const page of setUp.aws.listInServiceEndpoints(
				{ profile: 'digits', endpointUrl: large.url },
				signal,
			)) {
				pages.push(page);
			}
			expect(pages.map((page) => page.length)).toEqual([100, 100, 30]);
			const names = pages.flat().map(({ name }) => name);
			expect(names).toEqual(endpoints.map(({ name }) => name).sort());
			expect(pages[0]?.[0]?.modified).toBeInstanceOf(Date);
		} finally {
			await large.close();
		}
	});

	test('listing may be denied', async () => {
		const pages = setUp.aws.listInServiceEndpoints({ profile: 'digits-invoker' }, signal);
		expect(await problemOf(pages.next())).toMatchObject({
			code: 'awsAccessDenied',
			profile: 'digits-invoker',
			action: 'sagemaker:ListEndpoints',
		});
	});

	test('listing can be cancelled between pages', async () => {
		const controller = new AbortController();
		const pages = setUp.aws.listInServiceEndpoints({ profile: 'digits' }, controller.signal);
		controller.abort();
		await expect(pages.next()).rejects.toBe(controller.signal.reason);
	});

	test('describes one', async () => {
		const target = { profile: 'digits' };
		expect(await setUp.aws.describeEndpoint(target, 'digits-variants', signal)).toEqual({
			status: 'InService',
			variants: ['Blue', 'Green'],
			capturesData: false,
		});
		expect(await setUp.aws.describeEndpoint(target, 'digits-captured', signal)).toMatchObject({ capturesData: true });
		expect(await problemOf(setUp.aws.describeEndpoint(target, 'nowhere', signal))).toMatchObject({
			code: 'awsEndpointNotFound',
			endpointName: 'nowhere',
		});
	});
});
