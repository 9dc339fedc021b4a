/** An entity of another subgraph. Only its id is known here. */
export interface Reference {
  readonly id: string
}

/** A badge, which athletes makes by its key. */
export interface BadgeReference {
  readonly key: string
}
