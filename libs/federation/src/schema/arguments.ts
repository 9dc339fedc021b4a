import { type ArgumentNode, Kind, type ValueNode } from 'graphql'

interface WithArguments {
  readonly arguments?: readonly ArgumentNode[] | undefined
}

/** Returns what is given for an argument. */
export const argumentOf = ({ arguments: given }: WithArguments, name: string): ValueNode | undefined =>
  given?.find((argument) => argument.name.value === name)?.value

/** Returns what is given for an argument, where it is a text. */
export const textArgument = (node: WithArguments, name: string): string | undefined => {
  const value = argumentOf(node, name)
  return value?.kind === Kind.STRING ? value.value : undefined
}
