/** An entity that lives in another subgraph: its id is all that is known here. */
export interface Reference {
  readonly id: string
}
