import { createDecipheriv, createECDH, createHmac, randomBytes, verify } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
}

interface Push {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  /** What the service worker of the device would get. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads its own payload
  readonly payload: any
}

const hmac = (key: Buffer, ...parts: readonly (string | Buffer)[]): Buffer =>
  parts.reduce((mac, part) => mac.update(part), createHmac('sha256', key)).digest()

/** One step of HKDF, enough for 32 bytes. */
const derive = (salt: Buffer, secret: Buffer, info: readonly (string | Buffer)[], length: number): Buffer =>
  hmac(hmac(salt, secret), ...info, Buffer.from([1])).subarray(0, length)

/** A browser's subscription, with the private key that the platform never sees. It reads what is sent to it (RFC 8291, RFC 8188). */
const makeSubscription = (origin: string, path: string) => {
  const own = createECDH('prime256v1')
  own.generateKeys()
  const auth = randomBytes(16)
  return {
    path,
    input: { endpoint: `${origin}${path}`, p256dh: own.getPublicKey('base64url'), auth: auth.toString('base64url') },
    decrypt(body: Buffer): string {
      const salt = body.subarray(0, 16)
      const keyLength = body.readUInt8(20)
      const theirs = body.subarray(21, 21 + keyLength)
      const record = body.subarray(21 + keyLength)
      const secret = derive(auth, own.computeSecret(theirs), ['WebPush: info\0', own.getPublicKey(), theirs], 32)
      const key = derive(salt, secret, ['Content-Encoding: aes128gcm\0'], 16)
      const nonce = derive(salt, secret, ['Content-Encoding: nonce\0'], 12)
      const decipher = createDecipheriv('aes-128-gcm', key, nonce)
      decipher.setAuthTag(record.subarray(-16))
      const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
      // The last record ends with a 2 and zeros.
      return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
    },
  }
}

type BrowserSubscription = ReturnType<typeof makeSubscription>

/** Reads the signed claims of a push (RFC 8292). Returns null when the signature is not of the public key. */
export const readVapid = (authorization: string, publicKey: string): { aud: string; exp: number; sub: string } | null => {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? []
  const [header, claims, signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const isSigned = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key: jwk, format: 'jwk', dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  return isSigned && key === publicKey ? JSON.parse(Buffer.from(claims ?? '', 'base64url').toString()) : null
}

/** A push service on this machine. It keeps what it gets, and answers what `answers` says, or 201. */
export const openPushService = async () => {
  const subscriptions = new Map<string, BrowserSubscription>()
  const pushes: Push[] = []
  const answers = new Map<string, Answer | 'NEVER'>()
  const waiting = new Map<string, () => void>()
  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const text = subscriptions.get(path)?.decrypt(Buffer.concat(parts)) ?? 'null'
    pushes.push({ path, headers: request.headers, payload: JSON.parse(text) })
    waiting.get(path)?.()
    const answer = answers.get(path) ?? { status: 201 }
    if (answer !== 'NEVER') response.writeHead(answer.status, answer.headers).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const take = (path: string): readonly Push[] => {
    const own = pushes.filter((push) => push.path === path)
    pushes.splice(0, pushes.length, ...pushes.filter((push) => push.path !== path))
    return own
  }
  return {
    origin,
    pushes,
    answers,
    /** Makes a subscription of a browser at this service. */
    subscribe: (path: string): BrowserSubscription => {
      const made = makeSubscription(origin, path)
      subscriptions.set(path, made)
      return made
    },
    /** Returns the pushes since the last call, for a device. */
    take,
    /** Resolves when a device has got pushes, to those since the last call. */
    async next(path: string): Promise<readonly Push[]> {
      const own = take(path)
      if (own.length > 0) return own
      await new Promise<void>((resolve) => waiting.set(path, resolve))
      waiting.delete(path)
      return take(path)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type PushService = Awaited<ReturnType<typeof openPushService>>
