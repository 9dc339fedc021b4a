import type { Where } from '@gruppetto/runtime'
import type { Brands } from './brands.ts'

/** Returns the first rows of each brand by the brand's id. It needs one query, with an indexed lookup for each brand. */
export const pagesOfBrands = async <Row>(
  brands: Pick<Brands, 'aggregate'>,
  brandIds: readonly string[],
  from: { readonly collection: string; readonly brandField: string },
  rows: { readonly match: Where<Row>; readonly sort: Record<string, 1 | -1>; readonly limit: number },
): Promise<ReadonlyMap<string, readonly Row[]>> => {
  const found = await brands.aggregate<{ _id: string; rows: Row[] }>([
    { $match: { _id: { $in: brandIds } } },
    {
      $lookup: {
        from: from.collection,
        localField: '_id',
        foreignField: from.brandField,
        pipeline: [{ $match: rows.match }, { $sort: rows.sort }, { $limit: rows.limit }],
        as: 'rows',
      },
    },
    { $project: { rows: 1 } },
  ])
  return new Map(found.map((brand) => [brand._id, brand.rows]))
}
