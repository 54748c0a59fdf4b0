/** A worker of workerpool. */
import { worker } from 'workerpool';
import { setRate, task } from './rate.ts';

worker({ setRate, task });
