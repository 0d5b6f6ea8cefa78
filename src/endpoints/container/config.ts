import type { AnswerConfig } from '../config.ts';

/** SageMaker's container contract: `POST /invocations`, `GET /ping`. */
export interface ContainerConfig extends AnswerConfig {
	readonly type: 'container';
	/** Such as `http://localhost:8080`. */
	readonly url: string;
}
