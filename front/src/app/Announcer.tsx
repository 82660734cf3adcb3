import { useEffect, useState } from "react";

/** Says the title of each new page to screen readers; Page sends it. */
export function Announcer() {
  const [title, setTitle] = useState("");
  useEffect(() => {
    const hear = (event: Event) => setTitle((event as CustomEvent<string>).detail);
    window.addEventListener("mobiville:page", hear);
    return () => window.removeEventListener("mobiville:page", hear);
  }, []);
  return (
    <div className="visually-hidden" role="status">
      {title}
    </div>
  );
}
