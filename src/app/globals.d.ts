/** The version of this build, put in by vite.config.ts. */
declare const __APP_VERSION__: string;

/** Where the build put the worker of the keys. */
declare module 'seal-worker-address' {
  export const address: string;
}
