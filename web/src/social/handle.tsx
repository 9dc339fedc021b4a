/** How an athlete is called in mentions. It is written from left to right, whatever the text around it. */
export const Handle = ({ of }: { readonly of: string }) => <bdi dir="ltr">@{of}</bdi>
