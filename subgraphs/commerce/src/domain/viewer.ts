/** The signed-in athlete, as far as commerce knows it. */
export interface ViewerRef {
  readonly id: string
}
