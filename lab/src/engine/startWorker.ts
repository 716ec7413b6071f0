/** The engine's Worker. It is made before anything else of the page is loaded: starting .NET takes longest of all. */
export const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
