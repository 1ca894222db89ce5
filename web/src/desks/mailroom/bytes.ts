/** `412 KB`, `3.2 MB` */
export function bytes(n: number): string {
  if (n < 1024 * 1024) return `${Math.max(n > 0 ? 1 : 0, Math.round(n / 1024))} KB`
  return `${(n / 1024 / 1024).toFixed(1)} MB`
}
