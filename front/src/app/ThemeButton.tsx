import { useState } from "react";
import { read, write } from "@/state/storage";
import { Icon, type IconName } from "@/ui/Icon";
import styles from "./ThemeButton.module.css";

type Theme = "system" | "light" | "dark";
const NEXT: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const LABEL: Record<Theme, string> = { system: "automatique", light: "clair", dark: "sombre" };
const ICON: Record<Theme, IconName> = { system: "contrast", light: "sun", dark: "moon" };

const stored = (): Theme => {
  const value = read("theme");
  return value === "light" || value === "dark" ? value : "system";
};

/** Light, dark, or as the device has it; public/theme.js applies it before the first paint. */
export function ThemeButton() {
  const [theme, setTheme] = useState(stored);
  const change = () => {
    const next = NEXT[theme];
    write("theme", next === "system" ? null : next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    setTheme(next);
  };
  return (
    <button type="button" className={styles.button} onClick={change}>
      <Icon name={ICON[theme]} size={18} />
      <span className={styles.label}>Thème {LABEL[theme]}</span>
    </button>
  );
}
