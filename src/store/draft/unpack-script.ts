/** A script of its own, for `with-unpack.ts`. */
import { unpack } from '../../scenario/unpack.ts';

dispatchEvent(new CustomEvent('overlap:unpack', { detail: unpack }));
