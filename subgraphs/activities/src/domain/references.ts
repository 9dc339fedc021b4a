/** An entity whose other fields are at home elsewhere. */
export interface Reference {
  readonly id: string
}

/** A product by the key that no client sees: all of it, the id too, is asked of its home. */
export interface ProductReference {
  readonly __typename: 'Product'
  readonly ref: string
}
