import { collection, defineWorker, type Runtime, SYSTEM, timeSeries } from '@gruppetto/runtime'

const ACCOUNTS = 10
const BALANCE = 100

export const ALL_MONEY = ACCOUNTS * BALANCE

/** Two databases that contradict themselves at once when they are not of one instant: a bank, and a shop that counts its transfers. */
export const openBank = async (runtime: Runtime) => {
  const [bank, shop] = [await runtime.database('bank'), await runtime.database('shop')]
  const athletes = { none: 'a test' }
  const accounts = collection<{ readonly _id: string; readonly balance: number }>(bank, {
    name: 'accounts',
    fields: { _id: 'string', balance: 'number' },
    athletes,
  })
  const transfers = collection<{ readonly _id: string; readonly from: string }>(bank, {
    name: 'transfers',
    fields: { _id: 'string', from: 'string' },
    athletes,
    // Whose they are.
    indexes: [{ keys: { from: 1 } }],
  })
  const measurements = timeSeries<{ readonly ts: Date; readonly meta: { readonly id: string }; readonly n: number }>(bank, {
    name: 'measurements',
    fields: { ts: 'date', meta: 'object', n: 'number' },
    athletes,
    granularity: 'seconds',
  })
  const sums = collection<{ readonly _id: string; readonly count: number }>(shop, {
    name: 'sums',
    fields: { _id: 'string', count: 'number' },
    athletes,
  })
  const seen = collection<{ readonly _id: string }>(shop, { name: 'seen', fields: { _id: 'string' }, athletes })
  await Promise.all([bank.prepare(), shop.prepare()])
  let made = 0
  return {
    bank,
    transfers,
    measurements,
    /** Counts each transfer once, and says which. */
    start: () =>
      runtime.startWorkers(shop, [
        defineWorker({
          name: 'shop-count',
          on: ['kudos.given'],
          decide: ({ data }) => data.subjectId,
          save: async (id, tx) => {
            await sums.upsertOne({ _id: 'all' }, { $inc: { count: 1 } }, tx)
            await seen.insert([{ _id: id }], tx)
          },
        }),
      ]),
    found: () =>
      bank.transact(
        async (tx) =>
          accounts.insert(
            Array.from({ length: ACCOUNTS }, (_, index) => ({ _id: `a${index}`, balance: BALANCE })),
            tx,
          ),
        SYSTEM,
      ),
    /** Moves money between two accounts in one commit with the event of it. */
    async transfer(): Promise<void> {
      made += 1
      const [from, to, id] = [made % ACCOUNTS, (made * 7 + 1) % ACCOUNTS, `t${made}`]
      await bank.transact(async (tx) => {
        await accounts.updateOne({ _id: `a${from}` }, { $inc: { balance: -1 } }, tx)
        await accounts.updateOne({ _id: `a${to}` }, { $inc: { balance: 1 } }, tx)
        await transfers.insert([{ _id: id, from: `a${from}` }], tx)
        tx.emit('kudos.given', { subjectId: id, subjectOwnerId: 'ath_owner', athleteId: 'ath_giver', at: 1 })
      }, SYSTEM)
    },
    async state() {
      const balances = await accounts.many({})
      return {
        money: balances.reduce((sum, { balance }) => sum + balance, 0),
        transfers: await transfers.count({}),
        counted: (await sums.one({ _id: 'all' }))?.count ?? 0,
        seen: await seen.count({}),
      }
    },
  }
}
