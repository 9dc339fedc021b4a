import type { Api } from './api.ts'

const CODES = Array.from({ length: 50 }, (_, index) => `WINTER-${(index * 7_919 + 10_007).toString(36).toUpperCase()}`)

/** Gives the board of the sponsored challenge the colours of its brand and the sites that may embed it, and a code to each who completes it. */
export const dressBoard = async (staff: Api, challengeId: string, brandId: string): Promise<void> => {
  await staff.ask('mutation ($input: UpdateBrandInput!) { updateBrand(input: $input) { id } }', {
    input: {
      brandId,
      colors: { primary: '#1f5f5b', background: '#fdfaf3' },
      embedSites: ['https://fernweh.example', 'http://localhost:3000', 'http://localhost:8000', 'http://127.0.0.1:8000'],
    },
  })
  await staff.ask('mutation ($input: AddOfferCodesInput!) { addOfferCodes(input: $input) { added } }', {
    input: { challengeId, codes: CODES },
  })
}
