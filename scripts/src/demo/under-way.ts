/** The data folders whose demo world this process is making, or is about to look at. */
const folders = new Set<string>()

export const demoBegins = (dataDir: string): void => void folders.add(dataDir)

export const demoEnds = (dataDir: string): void => void folders.delete(dataDir)

/** Whether there may be a demo world soon that is not there yet. One that has failed is not coming any more. */
export const isDemoUnderWay = (dataDir: string): boolean => folders.has(dataDir)
