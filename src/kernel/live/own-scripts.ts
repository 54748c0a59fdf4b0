/** The page's one policy of Trusted Types: a worker's address is of the page's own origin; nothing else is made from text. Other browsers have no such policies. */

interface Policies {
  createPolicy(name: string, rules: { createScriptURL(address: string): string | null }): unknown;
}

(globalThis as { trustedTypes?: Policies }).trustedTypes?.createPolicy('default', {
  createScriptURL: (address) => (new URL(address, document.baseURI).origin === origin ? address : null),
});
