import { describe, expect, it } from 'vitest'
import { newAthlete, type Person } from '../people.ts'
import type { WorldOf } from '../world.ts'
import { newBrand, newProduct, newStaff } from './partner.ts'

/** One more than twenty. */
const OWNERS = 21
const DAY_MS = 86_400_000

interface Suggestion {
  readonly product: { readonly id: string }
  readonly reasons: readonly string[]
  readonly text: string
}

const idOf = async (who: Person, mutation: string, variables: Readonly<Record<string, unknown>>): Promise<string> => {
  const answer = await who.get<Readonly<Record<string, { readonly id: string }>>>(mutation, variables)
  return Object.values(answer)[0]?.id ?? ''
}

const addGear = (who: Person, input: object) =>
  idOf(who, 'mutation ($input: GearInput!) { addGear(input: $input) { id } }', { input })

/** Runs so far in the shoes. */
const run = async (who: Person, gearId: string, distanceMeters: number): Promise<string> => {
  const id = await idOf(who, 'mutation ($input: ManualActivityInput!) { createManualActivity(input: $input) { id } }', {
    input: {
      name: 'Long way round',
      sport: 'RUN',
      startedAt: new Date(Date.now() - DAY_MS).toISOString(),
      timeZone: 'UTC',
      elapsedSeconds: 36_000,
      distanceMeters,
      visibility: 'ONLY_ME',
    },
  })
  await who.get('mutation ($id: ID!, $gearId: ID) { updateActivity(id: $id, input: { gearId: $gearId }) { id } }', { id, gearId })
  return id
}

const suggestionsOf = async (who: Person): Promise<readonly Suggestion[] | null> => {
  const query = '{ viewer { productSuggestions(first: 50) { product { id } reasons text } } }'
  return (await who.get<{ viewer: { productSuggestions: readonly Suggestion[] | null } }>(query)).viewer.productSuggestions
}

/** What gear is, how long shoes last, and who is shown which. */
export const marketplace = (world: WorldOf): void => {
  describe('the marketplace', () => {
    it('names the product of gear, and refuses one that there is not', async () => {
      const [staff, runner] = await Promise.all([newStaff(world), newAthlete(world().url, 'runner')])
      const shoes = await newProduct(staff, { brandId: (await newBrand(staff)).id, name: 'Headwind trainer', category: 'SHOES' })
      const input = { name: 'Mine', kind: 'SHOES' }
      const add = 'mutation ($input: GearInput!) { addGear(input: $input) { id } }'
      expect(await runner.refused(add, { input: { ...input, productId: 'prod_01jqz8z3m5e8n9t0v2w4x6y8z5' } })).toBe(
        'BAD_USER_INPUT',
      )
      // A product that was just made can be named once activities has heard of it.
      await expect
        .poll(async () => (await runner.ask(add, { input: { ...input, productId: shoes } })).errors.length, { timeout: 20_000 })
        .toBe(0)
      const { viewer } = await runner.get<{ viewer: { gear: unknown[] } }>(
        '{ viewer { gear { name product { id name brand { name } } } } }',
      )
      expect(viewer.gear).toEqual([
        { name: 'Mine', product: { id: shoes, name: 'Headwind trainer', brand: { name: 'Fernweh' } } },
      ])
    })

    it('tells how long shoes last among their owners, and suggests other ones to who has worn them', async () => {
      const staff = await newStaff(world)
      const { id: brandId } = await newBrand(staff)
      const worn = await newProduct(staff, { brandId, name: 'Tailwind racer', category: 'SHOES' })
      const next = await newProduct(staff, { brandId, name: 'Crosswind racer', category: 'SHOES' })
      const soldOut = await newProduct(staff, { brandId, name: 'Calm racer', category: 'SHOES', stock: 'OUT_OF_STOCK' })
      const [runner, manager] = await Promise.all([newAthlete(world().url, 'worn'), newAthlete(world().url, 'manager')])
      await expect
        .poll(
          async () =>
            (
              await runner.ask('mutation ($input: GearInput!) { addGear(input: $input) { id } }', {
                input: { name: 'Old ones', kind: 'SHOES', productId: worn, retireAtMeters: 800_000 },
              })
            ).errors.length,
          { timeout: 20_000 },
        )
        .toBe(0)
      const { viewer } = await runner.get<{ viewer: { gear: { id: string }[] } }>('{ viewer { gear { id } } }')
      await run(runner, viewer.gear[0]?.id ?? '', 790_000)
      for (let number = 0; number < OWNERS - 1; number += 1) {
        const owner = await newAthlete(world().url, 'owner')
        const gearId = await addGear(owner, { name: 'Mine', kind: 'SHOES', productId: worn })
        await run(owner, gearId, 600_000)
        const input = { name: 'Mine', kind: 'SHOES', retired: true }
        await owner.get('mutation ($id: ID!, $input: GearInput!) { updateGear(id: $id, input: $input) { id } }', {
          id: gearId,
          input,
        })
      }
      await world().settle()
      const lasts = 'query ($id: ID!) { product(id: $id) { lasts { medianMeters owners } } }'
      expect(await world().nobody.get(lasts, { id: worn })).toEqual({
        product: { lasts: { medianMeters: 600_000, owners: 20 } },
      })
      expect(await world().nobody.get(lasts, { id: next })).toEqual({ product: { lasts: null } })

      // Candidates are kept for half a minute, and somebody else may have asked before.
      const find = async () => (await suggestionsOf(runner))?.find(({ product }) => product.id === next)
      await expect.poll(find, { timeout: 45_000, interval: 1_000 }).toMatchObject({
        reasons: ['WORN_GEAR', 'SPORTS', 'PRICE', 'LEVEL'],
        text: 'A pair of your shoes has gone 790 km of about 800 km.',
      })
      const shown = (await suggestionsOf(runner))?.map(({ product }) => product.id)
      expect(shown).not.toContain(worn)
      expect(shown).not.toContain(soldOut)
      // Who has done nothing is not told of the shoes of others.
      expect(JSON.stringify(await suggestionsOf(manager))).not.toContain('790 km')
      // What was just looked at is known.
      const link = await runner.get<{ product: { affiliateUrl: string } }>(
        'query ($id: ID!) { product(id: $id) { affiliateUrl } }',
        { id: next },
      )
      const browser = { authorization: `Bearer ${runner.token}`, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' }
      expect((await fetch(link.product.affiliateUrl, { redirect: 'manual', headers: browser })).status).toBe(302)
      await expect.poll(async () => (await find()) ?? null, { timeout: 20_000 }).toBeNull()
      // The flag is off for who comes for a club.
      await manager.get('mutation { updateProfile(input: { persona: CLUB_MANAGER }) { id } }')
      await world().settle()
      expect(await suggestionsOf(manager)).toBeNull()
    }, 180_000)
  })
}
