/** A script of its own, for `with-unpack.ts`. */
import { unpackLink } from '../../scenario/unpack-link.ts';

dispatchEvent(new CustomEvent('overlap:unpack', { detail: unpackLink }));
