/** A task, by its place in the scenario's list. */
export type TaskNumber = number;
