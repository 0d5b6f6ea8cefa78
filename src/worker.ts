// What runs in a thread: each hears the requests that are its own.
import './imageWorker/worker.ts';
import './modelWorker/worker.ts';
