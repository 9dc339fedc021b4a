/** An entity whose other fields are at home elsewhere. */
export interface Reference {
  readonly id: string
}
