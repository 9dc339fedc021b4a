import { collection, loadConfig, openRuntime, RowError, SYSTEM } from '../../src/mod.ts'

interface Shoe {
  readonly _id: string
  readonly price: number
  readonly prices?: readonly number[]
}

// A process of one release, beside those of others. It makes the shoes of a shop dearer by one, TIMES times, each by writing its whole row back.
// RELEASE=none knows the price alone, `knows` keeps the list of prices that it finds, and `writes` writes both.
const { RELEASE: release, SHOP: shop = '', TIMES: times } = process.env
const runtime = await openRuntime(loadConfig(process.env))
const database = await runtime.database(shop)
const known = { name: 'shoes', athletes: { none: 'a test' } } as const
const shoes =
  release === 'none'
    ? collection<Omit<Shoe, 'prices'>>(database, { ...known, fields: { _id: 'string', price: 'number' } })
    : collection<Shoe>(database, { ...known, fields: { _id: 'string', price: 'number', prices: 'array?' } })
const ids = (await shoes.many({})).map(({ _id }) => _id)
const sums = { done: 0, refused: 0 }
for (let at = 0; at < Number(times); at += 1) {
  const _id = ids[at % ids.length] ?? ''
  try {
    await database.transact(async (tx) => {
      const row = await shoes.one({ _id }, { tx })
      if (row === null) throw new Error('no shoe goes')
      const price = row.price + 1
      await shoes.put([{ ...row, price, ...(release === 'writes' && { prices: [price] }) }], tx)
    }, SYSTEM)
    sums.done += 1
  } catch (error) {
    if (!(error instanceof RowError)) throw error
    sums.refused += 1
  }
}
await runtime.close()
console.log(JSON.stringify(sums))
