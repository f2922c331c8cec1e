import type { createElement } from 'preact';

let make: typeof createElement;

/** Lends a late part the Preact of the app: two of them would not know each other's elements. */
export const use = (lent: typeof createElement): void => {
  make = lent;
};
/** The JSX runtime of a late part. */
export const jsx = (type: string, props: Record<string, unknown>, key?: string) =>
  make(type, key === undefined ? props : { ...props, key });
/** @alias what the compiler calls for several children */
export const jsxs = jsx;
/** Several elements without one around them, as Preact itself writes it. */
export const Fragment = (props: { readonly children: unknown }) => props.children;
