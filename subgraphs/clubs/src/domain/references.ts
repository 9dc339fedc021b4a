/** An entity of another subgraph. Only its id is known here. */
export interface Reference {
  readonly id: string
}
