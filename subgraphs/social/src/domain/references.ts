/** An athlete this subgraph refers to; whoever hands one out has checked that the viewer may see the card. */
export interface AthleteRef {
  readonly id: string
}

/** The signed-in athlete's own root. */
export interface ViewerRef {
  readonly id: string
}

export interface PlainRef {
  readonly id: string
}
