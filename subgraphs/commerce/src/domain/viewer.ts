/** The signed-in athlete. */
export interface ViewerRef {
  readonly id: string
}
