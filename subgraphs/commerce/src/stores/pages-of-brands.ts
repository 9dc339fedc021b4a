import type { Database, Where } from '@gruppetto/runtime'

/** The first rows of each of several brands in one read: a bounded, indexed look-up per brand instead of one query a brand. */
export const pagesOfBrands = async <Row>(
  database: Database,
  brandIds: readonly string[],
  from: { readonly collection: string; readonly brandField: string },
  rows: { readonly match: Where<Row>; readonly sort: Record<string, 1 | -1>; readonly limit: number },
): Promise<ReadonlyMap<string, readonly Row[]>> => {
  const found = await database.connection
    .collection<{ _id: string }>('brands')
    .aggregate<{ _id: string; rows: Row[] }>([
      { $match: { _id: { $in: [...brandIds] } } },
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
    .toArray()
  return new Map(found.map((brand) => [brand._id, brand.rows]))
}
