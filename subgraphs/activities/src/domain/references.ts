/** A federation reference by the id. Another subgraph owns the other fields. */
export interface Reference {
  readonly id: string
}

/** A federation reference to a product by the key that no client sees. Commerce resolves every field of it, the id too. */
export interface ProductReference {
  readonly __typename: 'Product'
  readonly ref: string
}
