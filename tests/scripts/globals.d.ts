// What the theme's scripts find in the page besides the browser's own: what the theme (Material) and they themselves put
// there.

/** The theme tells of every page that it shows, also of those that navigation.instant puts in place of another. */
declare var document$: { subscribe(listener: () => void): void };

declare var __md_scope: URL;
declare var __md_hash: (text: string) => number;
declare var __md_get: (key: string, storage?: Storage, place?: URL) => any;
declare var __md_set: (key: string, value: unknown, storage?: Storage, place?: URL) => void;

/** explore.js */
declare var scanpressExplore: unknown;
/** phrases.js */
declare var scanpressPhrases: any;
