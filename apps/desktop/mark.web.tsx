/** The mark of the product: a cable patched between two sockets. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <g fill="none" stroke="var(--on-accent)" strokeWidth="2.6" strokeLinecap="round">
        <circle cx="10" cy="10" r="2.7" />
        <circle cx="22" cy="22" r="2.7" />
        <path d="M10 13.5v3.2c0 3 2.2 5.3 5.3 5.3h3.4" />
      </g>
      <g fill="var(--on-accent)" opacity="0.55">
        <circle cx="22" cy="10" r="2" />
        <circle cx="10" cy="22" r="2" />
      </g>
    </svg>
  );
}
