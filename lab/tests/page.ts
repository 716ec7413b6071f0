/** What the page's state asks of a browser when it is loaded; to be imported before it. */
Object.assign(globalThis, { location: { hash: '', origin: 'http://lab', pathname: '/', search: '' } });
Object.defineProperty(globalThis, 'navigator', { value: { languages: ['en-US'] }, configurable: true });

export {};
