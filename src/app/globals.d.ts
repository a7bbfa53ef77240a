/** The version of this build, put in by vite.config.ts. */
declare const __APP_VERSION__: string;

/** Where the build put the worker that holds somebody's keys. */
declare module 'counter-address' {
  export const address: string;
}
declare module 'keys-address/*' {
  export const address: string;
}
