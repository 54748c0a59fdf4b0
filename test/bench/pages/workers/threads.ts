/** A worker of threads.js. */
import { expose } from 'threads/worker';
import { setRate, task } from './rate.ts';

const service = { setRate, task };
export type Service = typeof service;

expose(service);
