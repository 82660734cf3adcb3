import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { Route, Router, Switch } from "wouter";
import { createCache } from "@/api/cache";
import { ErrorBoundary } from "@/app/ErrorBoundary";
import { Layout } from "@/app/Layout";
import { Moved } from "@/app/Moved";
import { useKeyedLocation, useScrollPositions, useTopOfNewPage } from "@/app/location";
import { NotFound, ROUTES } from "@/app/routes";
import { usePreload } from "@/app/usePreload";
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
  usePreload();
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
