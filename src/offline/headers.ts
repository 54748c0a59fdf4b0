/** What the page is served with: by `npm start` and `npm run preview`, by the service worker on any other host, and in part by the page's own `<meta>`. */

/** The mark of the one `<style>` element that a library makes: the code editor's. */
export const EDITOR_NONCE = 'editor';

/**
 * Everything comes from the page's own origin; nothing inline, nothing evaluated. `wasm-unsafe-eval` lets WebAssembly compile: Python is that.
 * Addresses of workers pass the one policy of Trusted Types; HTML and script from text are refused.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  `style-src 'self' 'nonce-${EDITOR_NONCE}'`,
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

/** What makes `crossOriginIsolated` true, so that workers may share memory; also where the page is embedded in one that is isolated. */
export const ISOLATION: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

export const HEADERS: Readonly<Record<string, string>> = {
  ...ISOLATION,
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};
