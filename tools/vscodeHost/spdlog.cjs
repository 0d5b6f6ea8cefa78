// Stands in for @vscode/spdlog, whose native half would need a compiler: without it VS Code writes no logs, and
// its Output view, which reads them, stays empty.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const ignore = () => undefined;
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

class Logger {
	#file;
	#level = levels.indexOf('info');
	#format = (level, message) => `${new Date().toISOString()} [${level}] ${message}\n`;

	constructor(_type, _name, file) {
		mkdirSync(dirname(file), { recursive: true });
		this.#file = file;
	}

	getLevel() {
		return this.#level;
	}

	setLevel(level) {
		this.#level = level;
	}

	/** From now on messages are written as they are. */
	clearFormatters() {
		this.#format = (_level, message) => message;
	}

	write(level, message) {
		if (levels.indexOf(level) >= this.#level) {
			appendFileSync(this.#file, this.#format(level, message));
		}
	}
}

for (const name of ['setPattern', 'flush', 'drop']) {
	Logger.prototype[name] = ignore;
}
for (const level of levels) {
	Logger.prototype[level] = function (message) {
		this.write(level, message);
	};
}

const createLogger = async (name, file) => new Logger('', name, file);

module.exports = {
	Logger,
	createRotatingLogger: createLogger,
	createAsyncRotatingLogger: createLogger,
	setFlushOn: ignore,
	setLevel: ignore,
	version: 0,
};
