/** An athlete this subgraph refers to. Whoever returns one has checked that the viewer may see the card. */
export interface AthleteRef {
  readonly id: string
}

/** The root of the signed-in athlete. */
export interface ViewerRef {
  readonly id: string
}

export interface PlainRef {
  readonly id: string
}

/** A badge, by its key. Whoever returns one has checked that the viewer may know of it. */
export interface BadgeRef {
  readonly key: string
}

/** A reference whose owner decides whether the viewer may see it, its id included. */
export interface NodeRef {
  readonly ref: string
}

/** A year of an athlete, with the activities of it that the viewer may see. Activities owns it and says both. */
export interface YearRef {
  readonly ref: string
  readonly activityIds: readonly string[]
}

export const viewerRef = ({ viewerId }: { readonly viewerId: string | null }): ViewerRef | null =>
  viewerId === null ? null : { id: viewerId }
