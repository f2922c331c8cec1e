import { createElement } from 'preact';

/** The JSX runtime in the built app: Preact's own carries more than the widget needs. */
export const jsx = (type: string, props: Record<string, unknown>, key?: string) =>
  createElement(type, key === undefined ? props : { ...props, key });
export { Fragment } from 'preact';
/** @alias what the compiler calls for several children */
export const jsxs = jsx;
