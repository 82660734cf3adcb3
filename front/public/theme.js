// Before the first paint: the theme that was chosen on this device.
try {
  const theme = localStorage.getItem("mobiville.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // storage is refused: the theme of the system
}
