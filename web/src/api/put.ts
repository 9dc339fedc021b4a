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
    request.onload = () =>
      request.status >= 200 && request.status < 300
        ? resolve()
        : reject(new Error(`The file was answered with ${request.status}`))
    request.onerror = () => reject(new OfflineError('The file did not arrive'))
    request.send(file)
  })
