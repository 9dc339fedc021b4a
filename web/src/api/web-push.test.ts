import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { clearPushes } from '../offline/worker.ts'
import { confirmed, rememberPush, subscribed } from './web-push.ts'

const KEY = 'BGtleQ'
const key = async () => KEY

/** A browser with a push service: each subscription has an address of its own. */
const browser = (permission: NotificationPermission = 'granted') => {
  let made = 0
  let held: PushSubscription | null = null
  const asked: string[] = []
  const subscribe = async () => {
    made += 1
    const endpoint = `https://push.example/${made}`
    held = {
      endpoint,
      toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
      unsubscribe: async () => {
        held = null
        return true
      },
    } as unknown as PushSubscription
    return held
  }
  const worker = {
    pushManager: { subscribe, getSubscription: async () => held },
    getNotifications: async () => [],
  }
  const kept = new Map<string, string>()
  vi.stubGlobal('navigator', { serviceWorker: { ready: Promise.resolve(worker), getRegistration: async () => worker } })
  vi.stubGlobal('PushManager', class {})
  vi.stubGlobal('Notification', {
    permission,
    requestPermission: async () => {
      asked.push('permission')
      return permission
    },
  })
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  })
  return { subscribe, asked, kept }
}

beforeEach(() => void browser())
afterEach(() => vi.unstubAllGlobals())

it('a device is registered for who has asked for pushes on it, and for nobody who signs in after', async () => {
  const { subscribe } = browser()
  await subscribe()
  rememberPush('ath_ana', true)
  expect(await confirmed('ath_ana', key)).toEqual({ endpoint: 'https://push.example/1', p256dh: 'p', auth: 'a' })
  // Ana signs out, and Ben signs in.
  await clearPushes()
  expect(await subscribed()).toBeNull()
  expect(await confirmed('ath_ben', key)).toBeNull()
  expect(await subscribed()).toBeNull()
  // Ana is here again, and need not ask again.
  expect(await confirmed('ath_ana', key)).toMatchObject({ endpoint: 'https://push.example/2' })
})

it('a subscription that a sign-out has left is ended before it can reach somebody else', async () => {
  const { subscribe } = browser()
  rememberPush('ath_ana', true)
  await subscribe()
  expect(await confirmed('ath_ben', key)).toBeNull()
  expect(await subscribed()).toBeNull()
})

it('who turns pushes off here gets none with the next start, and others still do', async () => {
  rememberPush('ath_ana', true)
  rememberPush('ath_ben', true)
  rememberPush('ath_ana', false)
  expect(await confirmed('ath_ana', key)).toBeNull()
  expect(await confirmed('ath_ben', key)).not.toBeNull()
})

it('nobody is asked, and nothing is subscribed, where the person has taken the permission back', async () => {
  const { asked } = browser('default')
  rememberPush('ath_ana', true)
  expect(await confirmed('ath_ana', key)).toBeNull()
  expect([asked, await subscribed()]).toEqual([[], null])
})

it('a device from before this was remembered stays with who is signed in', async () => {
  const { subscribe, kept } = browser()
  await subscribe()
  expect(await confirmed('ath_ana', key)).toMatchObject({ endpoint: 'https://push.example/1' })
  expect([...kept.values()]).toEqual(['["ath_ana"]'])
  kept.set('push-asked-by', '{')
  await clearPushes()
  expect(await confirmed('ath_ana', key)).toBeNull()
})
