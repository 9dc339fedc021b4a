import { linesText, lineText } from '@gruppetto/graph'

export const commentText = linesText(1, 1000)
export const cheerText = lineText(1, 160)
export const postText = linesText(1, 2000)
