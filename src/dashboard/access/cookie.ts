const NAME = 'oktsec';

/** Only this dashboard's own path ever gets it back, never a page of another port, never script, never a link from elsewhere. */
export function sessionCookie(id: string, place: string): string {
  return `${NAME}=${id}; Path=/d/${place}; HttpOnly; SameSite=Strict; Max-Age=86400`;
}

export function endedCookie(place: string): string {
  return `${NAME}=; Path=/d/${place}; HttpOnly; SameSite=Strict; Max-Age=0`;
}

/** The values of every cookie of our name; eight at most. */
export function sessionIds(header: string | undefined): readonly string[] {
  const ids: string[] = [];
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === NAME) ids.push(part.slice(at + 1).trim());
    if (ids.length === 8) break;
  }
  return ids;
}
