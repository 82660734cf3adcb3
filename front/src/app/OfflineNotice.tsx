import { useEffect, useState } from "react";
import { moment } from "@/text/format";
import { Icon } from "@/ui/Icon";
import styles from "./OfflineNotice.module.css";

/** Says when there is no network, and of when what is shown dates. */
export function OfflineNotice() {
  const [online, setOnline] = useState(navigator.onLine);
  const [kept, setKept] = useState<string | null>(null);
  useEffect(() => {
    const update = () => {
      setOnline(navigator.onLine);
      if (navigator.onLine) setKept(null);
    };
    const forget = () => setKept(null);
    const hear = (event: Event) => setKept((event as CustomEvent<string>).detail);
    window.addEventListener("online", update);
    window.addEventListener("offline", update);
    window.addEventListener("mobiville:kept", hear);
    window.addEventListener("mobiville:fresh", forget);
    return () => {
      window.removeEventListener("online", update);
      window.removeEventListener("offline", update);
      window.removeEventListener("mobiville:kept", hear);
      window.removeEventListener("mobiville:fresh", forget);
    };
  }, []);
  return (
    <div role="status">
      {(!online || kept) && (
        <p className={`wrap ${styles.notice}`}>
          <Icon name="offline" size={18} />
          <span>
            {online ? "Le service ne répond pas" : "Vous êtes hors ligne"} : les pages déjà consultées restent
            lisibles
            {kept && <>, avec les données enregistrées le {moment(kept)}</>}.
          </span>
        </p>
      )}
    </div>
  );
}
