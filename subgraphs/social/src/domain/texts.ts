import { linesText } from '@gruppetto/graph'

export const commentText = linesText(1, 1000)
export const postText = linesText(1, 2000)
