/** The rules that can be left out, to see what each does. */
export interface RayRules {
  /** A lease lasts 500 ms, then its worker is given back. */
  readonly leases: boolean;
  /** A kind of task that has more than its share is passed over. */
  readonly fairness: boolean;
  /** Retries wait for the owner's beat. */
  readonly beat: boolean;
  /** `ray.get` raises at the first exception. */
  readonly raisesEarly: boolean;
  /** The failed dependents of a failed task take their turn in the queue. */
  readonly poison: boolean;
  /** A lost worker is retried without being asked to. */
  readonly retriesLost: boolean;
  /** An actor's calls are run in the order of the calls. */
  readonly actorOrder: boolean;
  /** An actor that names its CPUs holds them. */
  readonly actorsHold: boolean;
  /** Calls that an actor's death has taken are lost, though it starts anew. */
  readonly restartLoses: boolean;
  /** A blocked task gives back its CPUs. */
  readonly lends: boolean;
  /** New processes take their time to boot. */
  readonly boots: boolean;
  /** The other node's CPUs count. */
  readonly spill: boolean;
  /** `ActorPool` makes the next call when a result is fetched. */
  readonly pushesOnFetch: boolean;
}

export const ALL_RULES: RayRules = {
  leases: true,
  fairness: true,
  beat: true,
  raisesEarly: true,
  poison: true,
  retriesLost: true,
  actorOrder: true,
  actorsHold: true,
  restartLoses: true,
  lends: true,
  boots: true,
  spill: true,
  pushesOnFetch: true,
};
