import { OfflineError } from './session.ts'

interface Header {
  readonly name: string
  readonly value: string
}

/** Puts the bytes of a file, and tells how far it is. fetch tells nothing of a body on its way, so this is XMLHttpRequest. */
export const put = (url: string, headers: readonly Header[], file: Blob, progressed: (part: number) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    for (const { name, value } of headers) if (!/^(content-length|host)$/i.test(name)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => progressed(total > 0 ? loaded / total : 0)
    request.onload = () => {
      const { status } = request
      if (status >= 200 && status < 300) return resolve()
      const message = `The file was answered with ${status}`
      // There is no room at the moment, or the store is away: later there is.
      reject(status >= 500 || status === 429 ? new OfflineError(message) : new Error(message))
    }
    request.onerror = () => reject(new OfflineError('The file did not arrive'))
    request.send(file)
  })
