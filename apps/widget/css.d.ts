/** A style sheet as minified text, for constructable style sheets. */
declare module '*.css?inline' {
  const css: string;
  export default css;
}
