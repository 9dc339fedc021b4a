import { Readable } from 'node:stream'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { S3Config } from '../config.ts'
import type { ObjectStore } from '../types.ts'
import { pictureCacheControl, pictureSignedAtMs, SIGNED_CACHE_CONTROL } from './cache-control.ts'
import { checkedKey } from './keys.ts'
import { takenOver } from './taken-over.ts'

const clientOf = (config: S3Config, endpoint: string | undefined): S3Client =>
  new S3Client({
    region: config.region,
    forcePathStyle: config.forcePathStyle,
    // Otherwise the checksum of an empty body becomes part of the signed URL.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(config.accessKeyId === undefined || config.secretAccessKey === undefined
      ? {}
      : { credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey } }),
  })

const isMissing = (error: unknown): boolean => error instanceof Error && (error.name === 'NotFound' || error.name === 'NoSuchKey')

/** Stores objects in S3. Clients send and fetch the bytes there directly. */
export const s3Store = (config: S3Config): ObjectStore => {
  const client = clientOf(config, config.endpoint)
  // The host is part of the signature, and clients may use another host than this process does.
  const signer = config.publicEndpoint === undefined ? client : clientOf(config, config.publicEndpoint)
  const place = (key: string) => ({ Bucket: config.bucket, Key: checkedKey(key) })
  /** Yields the keys of the bucket page by page: all, or those that begin with a prefix. */
  async function* keysBelow(prefix?: string): AsyncGenerator<string> {
    for (let token: string | undefined; ; ) {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket: config.bucket, Prefix: prefix, ContinuationToken: token }),
      )
      yield* (page.Contents ?? []).flatMap(({ Key }) => Key ?? [])
      if (page.NextContinuationToken === undefined) return
      token = page.NextContinuationToken
    }
  }
  return {
    async signPut(key, { sizeBytes, expiresInSeconds }) {
      const command = new PutObjectCommand({ ...place(key), ContentLength: sizeBytes, ContentType: 'application/octet-stream' })
      const url = await getSignedUrl(signer, command, {
        expiresIn: expiresInSeconds,
        signableHeaders: new Set(['content-length', 'content-type', 'host']),
      })
      return {
        url,
        headers: [{ name: 'Content-Type', value: 'application/octet-stream' }],
        expiresAtMs: Date.now() + expiresInSeconds * 1000,
      }
    },
    async signGet(key, { expiresInSeconds, fileName, contentType }) {
      const disposition = fileName === undefined ? undefined : `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`
      const command = new GetObjectCommand({
        ...place(key),
        ResponseCacheControl: contentType === undefined ? SIGNED_CACHE_CONTROL : pictureCacheControl(expiresInSeconds),
        ...(contentType === undefined ? {} : { ResponseContentType: contentType }),
        ...(disposition === undefined ? {} : { ResponseContentDisposition: disposition }),
      })
      const signedAtMs = contentType === undefined ? Date.now() : pictureSignedAtMs(Date.now())
      const url = await getSignedUrl(signer, command, { expiresIn: expiresInSeconds, signingDate: new Date(signedAtMs) })
      return { url, headers: [], expiresAtMs: signedAtMs + expiresInSeconds * 1000 }
    },
    async head(key) {
      try {
        const found = await client.send(new HeadObjectCommand(place(key)))
        return { sizeBytes: found.ContentLength ?? 0 }
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    async read(key, range) {
      const part = range && { Range: `bytes=${range.from}-${range.to - 1}` }
      const { Body } = await client.send(new GetObjectCommand({ ...place(key), ...part }))
      if (!(Body instanceof Readable)) throw new Error('the object store sent no body')
      return Body
    },
    async write(key, body) {
      await client.send(new PutObjectCommand({ ...place(key), Body: body, ContentLength: body.byteLength }))
    },
    async writeStream(key, body) {
      let size = 0
      body.on('data', (chunk: Uint8Array) => {
        size += chunk.byteLength
      })
      await takenOver(body, () => new Upload({ client, params: { ...place(key), Body: body } }).done())
      return size
    },
    keys: () => keysBelow(),
    async list(folder) {
      const keys: string[] = []
      for await (const key of keysBelow(`${checkedKey(folder)}/`)) keys.push(key)
      return keys
    },
    async copy(fromKey, toKey) {
      await client.send(new CopyObjectCommand({ ...place(toKey), CopySource: `${config.bucket}/${checkedKey(fromKey)}` }))
    },
    async delete(key) {
      await client.send(new DeleteObjectCommand(place(key)))
    },
  }
}
