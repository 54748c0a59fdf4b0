/** The examples of Ray, Celery and Spark, by the begin of their engines' ids. Loaded once one of these is chosen. */
import { CELERY_PRESETS } from './celery-presets.ts';
import type { Preset } from './presets.ts';
import { RAY_PRESETS } from './ray-presets.ts';
import { SPARK_PRESETS } from './spark-presets.ts';

export const MACHINE_PRESETS: Readonly<Record<string, readonly Preset[]>> = {
  ray: RAY_PRESETS,
  celery: CELERY_PRESETS,
  spark: SPARK_PRESETS,
};
