// Buttons and the line that says what happened. Their words are text, never markup.
export function button(words, act, name = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  if (name) made.className = name;
  made.addEventListener("click", act);
  return made;
}

export const press = (made, isDown) => made.setAttribute("aria-pressed", String(Boolean(isDown)));
export const isPressed = (made) => made.getAttribute("aria-pressed") === "true";

let line;

export function notice(words) {
  if (!line) {
    line = document.createElement("p");
    line.className = "notice";
    line.setAttribute("role", "status");
    document.body.append(line);
  }
  line.textContent = words;
  line.hidden = false;
  clearTimeout(line.timer);
  line.timer = setTimeout(() => (line.hidden = true), 2000 + 60 * words.length);
}

export async function copy(words, said) {
  try {
    await navigator.clipboard.writeText(words);
    notice(said);
  } catch {
    // Without leave to copy, the words are shown to be copied by hand.
    notice(words);
  }
}
