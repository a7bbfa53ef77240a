/** Tells whoever listens that changes were committed in these scopes. It carries no content. */
export type News = {
  announce(scopes: readonly string[]): void;
  listen(hear: (scopes: readonly string[]) => void): () => void;
};

export function openNews(): News {
  const listeners = new Set<(scopes: readonly string[]) => void>();
  return {
    announce(scopes) {
      if (scopes.length > 0) for (const hear of [...listeners]) hear(scopes);
    },
    listen(hear) {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
  };
}
