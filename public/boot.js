// Starts the page, or says in the shell why it cannot start. Everything else of ours is Rust.
//
// The production policy allows no inline script and, by Trusted Types, no HTML made from strings: the hashed names come from
// this script's own tag, their hashes from Trunk's preload tags, and what is said is set as text.

const TEXTS = {
  en: {
    loading: "Loading…",
    title: "The page could not be started",
    again: "Try again",
    unreachable: "A part of the page could not be loaded. Check the connection and try again. If it happens again, show this to whoever looks after the page.",
    unsupported: "This browser cannot run the page: it needs WebAssembly as current versions of Firefox, Chrome, Edge and Safari have it. Update the browser, or try another one.",
    forbidden: "The server forbids this browser to run WebAssembly. Show this to whoever looks after the page: its Content-Security-Policy must allow script-src 'wasm-unsafe-eval'.",
    broken: "The page was loaded but failed as it started. Try again. If it happens again, show this to whoever looks after the page.",
  },
  ru: {
    loading: "Загрузка…",
    title: "Страница не запустилась",
    again: "Попробовать снова",
    unreachable: "Часть страницы не загрузилась. Проверьте соединение и попробуйте снова. Если это повторится, покажите это тому, кто отвечает за страницу.",
    unsupported: "Этот браузер не может выполнить страницу: ей нужен WebAssembly, как в текущих версиях Firefox, Chrome, Edge и Safari. Обновите браузер или возьмите другой.",
    forbidden: "Сервер запрещает браузеру выполнять WebAssembly. Покажите это тому, кто отвечает за страницу: её Content-Security-Policy должна разрешать script-src 'wasm-unsafe-eval'.",
    broken: "Страница загрузилась, но не смогла запуститься. Попробуйте снова. Если это повторится, покажите это тому, кто отвечает за страницу.",
  },
};

/** A failure with the name of the text that explains it. */
class Fault extends Error {
  constructor(text, cause) {
    super(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause));
    this.text = text;
  }
}

const language = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in TEXTS) ?? "en";
const texts = TEXTS[language];
// The page removes the shell as it mounts; should it fail after that, the shell is put back.
const shell = document.getElementById("shell");

/** The glue that wasm-bindgen has made. */
async function loadGlue(url) {
  try {
    return await import(url);
  } catch (error) {
    throw new Fault(error instanceof SyntaxError ? "unsupported" : "unreachable", error);
  }
}

/** The answer with the WebAssembly. The hash is handed over here, because browsers do not check it at the preload. */
async function loadWasm(url, integrity) {
  let response;
  try {
    response = await fetch(url, { credentials: "same-origin", integrity });
  } catch (error) {
    // A network that fails, or a file that does not have its hash: the browser tells which in its console only.
    throw new Fault("unreachable", `${error.name}: ${error.message} (${url})`);
  }
  if (!response.ok) {
    throw new Fault("unreachable", `${response.status} ${response.statusText} (${url})`);
  }
  return response;
}

/** Why compiling or starting failed: each browser words a policy that forbids WebAssembly in its own way. */
function explained(error) {
  if (error instanceof WebAssembly.CompileError) {
    return new Fault(/content security policy|\bcsp\b|unsafe-eval/i.test(error.message) ? "forbidden" : "unsupported", error);
  }
  return new Fault("broken", error);
}

async function start() {
  if (typeof WebAssembly !== "object") {
    throw new Fault("unsupported", "WebAssembly is not defined");
  }
  const { js, wasm } = document.querySelector("script[data-js][data-wasm]").dataset;
  // A preload with `integrity` is complained about by Chromium, which does not check it there (`cargo xtask dist` renames it).
  const preload = document.querySelector('link[rel="preload"][as="fetch"]');
  const integrity = preload?.dataset.integrity ?? preload?.integrity ?? "";
  const address = (name) => new URL(name, document.baseURI).href;
  const [glue, response] = await Promise.all([loadGlue(address(js)), loadWasm(address(wasm), integrity)]);
  try {
    await glue.default({ module_or_path: response });
  } catch (error) {
    throw explained(error);
  }
}

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) {
    made.className = className;
  }
  return made;
}

function tell(fault) {
  const told = document.createElement("section");
  told.setAttribute("role", "alert");
  const detail = document.createElement("p");
  detail.append(element("code", fault.message));
  const again = element("button", texts.again, "button");
  again.type = "button";
  again.addEventListener("click", () => location.reload());
  told.append(element("h1", texts.title, "page-title"), element("p", texts[fault.text], "lead"), detail, again);
  shell.querySelector("main").replaceChildren(told);
  document.body.replaceChildren(shell);
}

document.documentElement.lang = language;
document.getElementById("shell-status").textContent = texts.loading;
start().catch((error) => {
  console.error(error);
  tell(error instanceof Fault ? error : new Fault("broken", error));
});
