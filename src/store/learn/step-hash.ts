/** The address of a lesson's step: `#learn=five-customers`, `#learn=five-customers/why`. */
import type { Step } from '../../learn/steps.ts';

export const hashOfStep = (id: string, step: Step): string => `#learn=${id}${step === 'guess' ? '' : `/${step}`}`;
