import { useApi } from "@/api/client";

interface Shown {
  photo: string | null;
}

/** Whether the photos of a list are invented. All have one origin, so that the portrait of the first one tells. */
export function useSamplePhotos(towns: readonly Shown[]): boolean {
  const code = towns.map(({ photo }) => /communes\/(\w{5})\/image/.exec(photo ?? "")?.[1]).find(Boolean);
  const portrait = useApi(
    "/api/v1/portraits/{kind}/{code}",
    { path: { kind: "communes", code: code ?? "" } },
    { enabled: code !== undefined },
  );
  return portrait.data?.sample ?? false;
}
