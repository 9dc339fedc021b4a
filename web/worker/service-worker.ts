/**
 * Keeps the app itself, so that it opens without a network, and shows what is pushed. What the platform answers is not its business: the page keeps
 * that for who is signed in (src/offline/store.ts), since a worker does not know who that is.
 */
import { keptWriting } from '../src/texts/writing.ts'
import { isScreen } from './addresses.ts'
import { isPhoto, photo } from './photos.ts'
import { shownOf } from './pushes.ts'

declare const self: ServiceWorkerGlobalScope
/** The addresses of the files of this build that are kept from the first day, and of its screens. The build writes them in. */
declare const FILES: readonly string[]
declare const PATHS: readonly string[]
const [files, paths] = [FILES, PATHS]

const SHELL = 'shell'
const PAGE = '/'
/** How long the network is waited for: what is kept opens sooner than a train comes out of its tunnel. */
const PATIENCE_MS = 4_000

const install = async (): Promise<void> => {
  const cache = await caches.open(SHELL)
  const known = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname))
  await cache.addAll([PAGE, ...files.filter((file) => !known.has(file) || !file.startsWith('/assets/'))])
  await self.skipWaiting()
}

/** Forgets the files of other builds. */
const activate = async (): Promise<void> => {
  const cache = await caches.open(SHELL)
  const wanted = new Set([PAGE, ...files])
  const gone = (await cache.keys()).filter(({ url }) => !wanted.has(new URL(url).pathname))
  await Promise.all(gone.map((request) => cache.delete(request)))
  await self.clients.claim()
}

/** A file of a build never changes. */
const asset = async (request: Request): Promise<Response> => {
  const cache = await caches.open(SHELL)
  const kept = await cache.match(request, { ignoreVary: true })
  if (kept !== undefined) return kept
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone())
  return answer
}

const late = (): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Error('The network takes too long')), PATIENCE_MS))

/** The page of all screens: as it is now, or as it was when the network is away. */
const page = async (request: Request): Promise<Response> => {
  const cache = await caches.open(SHELL)
  const fresh = async () => {
    const answer = await fetch(request)
    if (answer.status >= 500) throw new Error(`The page was answered with ${answer.status}`)
    if (answer.ok) await cache.put(PAGE, answer.clone())
    return answer
  }
  try {
    return await Promise.race([fresh(), late()])
  } catch {
    return (await cache.match(PAGE, { ignoreVary: true })) ?? Response.error()
  }
}

const show = async (text: string): Promise<void> => {
  const { title, body, tag, address, unreadCount, atMs } = shownOf(text, await keptWriting(), Date.now())
  const options = { body, tag, icon: '/icon-192.png', badge: '/badge.png', timestamp: atMs, data: { address } }
  await self.registration.showNotification(title, options)
  if ('setAppBadge' in self.navigator) await self.navigator.setAppBadge(unreadCount).catch(() => undefined)
}

/** Leads to an address of the app: in a window that is open, or in a new one. */
const open = async (address: string): Promise<void> => {
  const windows = await self.clients.matchAll({ type: 'window' })
  // What else the platform serves, such as GraphiQL, is no window of the app. The one that was used last comes first.
  const first = windows.find(({ url }) => isScreen(new URL(url).pathname, paths))
  if (first === undefined) {
    await self.clients.openWindow(address)
    return
  }
  // The browser may say no; the screen is shown all the same.
  await first.focus().catch(() => undefined)
  first.postMessage({ go: address })
}

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  // A part of a file, as maps are read by, cannot be kept here: that is left to the browser's own cache.
  if (request.headers.has('range')) return
  if (pathname.startsWith('/assets/')) event.respondWith(asset(request))
  else if (isPhoto(pathname)) event.respondWith(photo(request, (work) => event.waitUntil(work)))
  else if (request.mode === 'navigate' && isScreen(pathname, paths)) event.respondWith(page(request))
  else if (files.includes(pathname))
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()))
})
self.addEventListener('push', (event) => event.waitUntil(show(event.data?.text() ?? '')))
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(String(event.notification.data?.address ?? '/notifications')))
})
