/** The athlete behind a `Viewer`: the caller, or in a session payload the athlete who has just signed in. */
export interface ViewerRef {
  readonly id: string
  /** The session of the request, which `sessions` marks as current. */
  readonly sessionId: string
}
