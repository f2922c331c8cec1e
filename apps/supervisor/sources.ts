/** Whether a change to this file can change what the server does. */
export function concernsServer(file: string): boolean {
  return /\.(ts|sql|ya?ml|json)$/.test(file) && !/\.(test|web)\.tsx?$|(^|\/)(node_modules|dist|test)\//.test(file);
}
