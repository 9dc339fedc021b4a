/** Whose own root is read: the caller's, or in a session payload that of the athlete who has just signed in. */
export interface ViewerRef {
  readonly id: string
  /** The session that asks, so that `sessions` can tell which one is current. */
  readonly sessionId: string
}
