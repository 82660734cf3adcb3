import type { ReactNode } from "react";
import { Redirect, useLocation, useSearch } from "wouter";
import { MOVED } from "@/app/routes";

/** Sends addresses of before to those of today, with their parameters. */
export function Moved({ children }: { children: ReactNode }) {
  const [path] = useLocation();
  const search = useSearch();
  const move = MOVED.find(([pattern]) => pattern.test(path));
  if (!move) return children;
  const to = path.replace(move[0], move[1]);
  return <Redirect to={search ? `${to}?${search}` : to} replace />;
}
