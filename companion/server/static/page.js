// The line to copy names the server that this page came from.
const tag = document.getElementById("tag");
const copy = document.getElementById("copy");
const copied = document.getElementById("copied");

tag.textContent = tag.textContent.replace("https://companion.example/", new URL(".", location.href).href);
if (navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(tag.textContent);
      copied.textContent = "Copied.";
    } catch {
      copied.textContent = "That did not work. You can mark the line and copy it.";
    }
  });
}
