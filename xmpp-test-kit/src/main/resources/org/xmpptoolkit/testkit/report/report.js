
"use strict";
for (const pre of document.querySelectorAll("pre.command")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(pre.textContent);
      button.textContent = "Copied";
    } catch (e) {
      getSelection().selectAllChildren(pre);
      button.textContent = "Selected";
    }
  });
  pre.after(button);
}
