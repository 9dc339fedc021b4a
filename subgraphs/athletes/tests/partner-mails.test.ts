import { SYSTEM } from '@gruppetto/runtime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld } from './world.ts'

let world: Awaited<ReturnType<typeof openWorld>>
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const disabled = async (noticeEmail: string | null, url = 'https://partner.example/hooks'): Promise<void> => {
  const commerce = await world.runtime.database('commerce')
  await commerce.transact(async (tx) => {
    tx.emit('webhook.disabled', { webhookId: 'hook_1', brandId: 'brand_1', url, reason: 'FAILURES', noticeEmail, at: Date.now() })
  }, SYSTEM)
  await world.settle()
}

it('a person at a partner is told that a webhook is disabled, and nobody where none is named', async () => {
  await disabled(null)
  expect(await world.mails()).toEqual([])
  await disabled('ops@partner.example', 'https://partner.example/<script>')
  const [mail, ...others] = await world.mails()
  expect(others).toEqual([])
  expect(mail).toContain('To: ops@partner.example\n')
  expect(mail).toContain('Subject: Your webhook is disabled\n')
  expect(mail).toContain('hook_1')
  expect(mail?.replaceAll('=\n', '')).toContain('example/&lt;script&gt;')
  expect(mail).not.toContain('Unsubscribe')
})

it('a person at a brand is told that few codes are left, or none, and nobody where none is named', async () => {
  const before = (await world.mails()).length
  const commerce = await world.runtime.database('commerce')
  const ids = { challengeId: 'chl_1', brandId: 'brand_1', title: '<b>November</b> hundred' }
  await commerce.transact(async (tx) => {
    tx.emit('sponsorship.codes-low', { ...ids, left: 3, noticeEmail: 'ana@brand.example', at: Date.now() })
    tx.emit('sponsorship.codes-low', { ...ids, left: 0, noticeEmail: 'bor@brand.example', at: Date.now() })
    tx.emit('sponsorship.codes-low', { ...ids, left: 0, noticeEmail: null, at: Date.now() })
  }, SYSTEM)
  await world.settle()
  const mails = (await world.mails()).slice(before)
  expect(mails).toHaveLength(2)
  const to = (address: string) => mails.find((mail) => mail.includes(`To: ${address}\n`))?.replaceAll('=\n', '')
  expect(to('ana@brand.example')).toContain('Subject: Your offer codes run low\n')
  expect(to('ana@brand.example')).toContain('Codes left: 3')
  expect(to('ana@brand.example')).toContain('&lt;b&gt;November')
  expect(to('bor@brand.example')).toContain('Subject: Your offer codes have run out\n')
})
