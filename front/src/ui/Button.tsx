import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link } from "wouter";
import { Icon, type IconName } from "@/ui/Icon";
import styles from "./Button.module.css";

type Variant = "primary" | "secondary" | "quiet";
interface Look {
  variant?: Variant;
  icon?: IconName;
  children: ReactNode;
}
type ButtonProps = Look & Omit<ButtonHTMLAttributes<HTMLButtonElement>, "className">;

const look = (variant: Variant) => `${styles.button} ${styles[variant]}`;

export function Button({ variant = "secondary", icon, children, type = "button", ...rest }: ButtonProps) {
  return (
    <button type={type} className={look(variant)} {...rest}>
      {icon && <Icon name={icon} size={18} />}
      {children}
    </button>
  );
}

export function ButtonLink({ variant = "secondary", icon, children, to }: Look & { to: string }) {
  return (
    <Link href={to} className={look(variant)}>
      {icon && <Icon name={icon} size={18} />}
      {children}
    </Link>
  );
}

/** Leaves the site: says so, and to whom it hands nothing over. */
export function ExternalLink({
  href,
  children,
  button = false,
}: {
  href: string;
  children: ReactNode;
  button?: boolean;
}) {
  return (
    <a href={href} rel="noreferrer" className={button ? look("primary") : undefined}>
      {children} <Icon name="external" size={15} />
      <span className="visually-hidden"> (site externe)</span>
    </a>
  );
}
