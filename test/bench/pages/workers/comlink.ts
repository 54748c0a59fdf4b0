/** A worker called through comlink, made by hand. */
import { expose } from 'comlink';
import { setRate, task } from './rate.ts';

const service = { setRate, task };
export type Service = typeof service;

expose(service);
