import { claimsOf, isHarmless } from "../../files/secrets/jwt";
import type { FoundToken } from "../../files/secrets/tokens";
import type { SourceFile } from "../../files/source";

/** How much around a key shows what it is for. */
const AROUND = 400;

/**
 * Whether a key is made to be read by everybody: those that Google's browser libraries need stand in every page that
 * uses them, and are limited to its address instead. A token that has expired is of no use; that of Supabase's local
 * setup belongs to `secrets/known-demo-key`.
 */
export function isPublicKey(
  { id, start, end, value }: FoundToken,
  { text, path }: SourceFile,
  today: string,
): boolean {
  if (id === "jwt") return isHarmless(value, today) || claimsOf(value)?.iss === "supabase-demo";
  if (id !== "google-api-key") return false;
  if (/google-services\.json$|GoogleService-Info|firebase/i.test(path)) return true;
  const around = text.slice(Math.max(0, start - AROUND), end + AROUND);
  return /firebase|authDomain|messagingSenderId|maps?[-_.]?api|maps\.google|googleapis\.com\/maps|youtube|VITE_|NEXT_PUBLIC_|REACT_APP_|EXPO_PUBLIC_|NUXT_PUBLIC_|google_maps|GOOGLE_MAPS/i.test(
    around,
  );
}
