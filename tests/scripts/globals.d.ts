// What the theme's scripts find in the page besides the browser's own: what the theme (Material) and they themselves put
// there.

/** The theme tells of every page that it shows, also of those that navigation.instant puts in place of another. */
declare var document$: { subscribe(listener: () => void): void };

declare var __md_scope: URL;
declare var __md_hash: (text: string) => number;
declare var __md_get: (key: string, storage?: Storage, place?: URL) => any;
declare var __md_set: (key: string, value: unknown, storage?: Storage, place?: URL) => void;

/** folds.js */
declare var scanpressPage: {
  make<T extends keyof HTMLElementTagNameMap>(
    tag: T, attributes?: Record<string, string | number | boolean>, ...children: (Node | string)[]
  ): HTMLElementTagNameMap[T];
  begins(name: string, start: (root: HTMLElement) => void): void;
  number(value: number): string;
  counted(value: number, noun: string): string;
};
/** explore.js */
declare var scanpressExplore: unknown;
/** compare.js */
declare var scanpressCompare: unknown;
/** phrases.js */
declare var scanpressPhrases: any;
