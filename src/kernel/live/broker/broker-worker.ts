/** The broker's worker: a file of its own, since it begins with a message from the page. */
import { expose } from 'comlink';
import { BrokerService } from './broker-service.ts';

expose(new BrokerService());
