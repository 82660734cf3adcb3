import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useEffect, useState } from "react";
import { Route, Router, Switch } from "wouter";
import { createCache } from "@/api/cache";
import { ErrorBoundary } from "@/app/ErrorBoundary";
import { Layout } from "@/app/Layout";
import { Moved } from "@/app/Moved";
import { useKeyedLocation, useScrollPositions, useTopOfNewPage } from "@/app/location";
import { NotFound, ROUTES, preloadPages } from "@/app/routes";
import { PageSkeleton } from "@/ui/Skeleton";

export function App() {
  const [cache] = useState(createCache);
  return (
    <QueryClientProvider client={cache}>
      <Router hook={useKeyedLocation}>
        <Layout>
          <Pages />
        </Layout>
      </Router>
    </QueryClientProvider>
  );
}

function Pages() {
  const [path] = useKeyedLocation();
  useScrollPositions();
  useTopOfNewPage(path);
  useEffect(() => {
    const wait = window.requestIdleCallback ?? ((run: () => void) => window.setTimeout(run, 2000));
    const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
    if (!connection?.saveData) wait(preloadPages, { timeout: 8000 });
  }, []);
  return (
    <ErrorBoundary key={path}>
      <Suspense fallback={<PageSkeleton />}>
        <Moved>
          <Switch>
            {ROUTES.map(([pattern, Page]) => (
              <Route key={pattern} path={pattern}>
                {(params) => <Page params={params as Record<string, string>} />}
              </Route>
            ))}
            <Route>{() => <NotFound params={{}} />}</Route>
          </Switch>
        </Moved>
      </Suspense>
    </ErrorBoundary>
  );
}
