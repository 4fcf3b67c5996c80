// Starts the studio: the project, its views, and what happens on disk.
import { byId } from "./dom.js";
import { openFacts } from "./facts.js";
import { refresh, whenChanged } from "./project.js";
import { openQuiz } from "./quiz.js";
import { route } from "./router.js";
import { tell, tellFailure, told, warn } from "./saying.js";
import { listen } from "./server.js";
import { openTemplates, templatesChanged } from "./templates.js";
import { words } from "./words.js";

const YEAR = 365 * 24 * 60 * 60;

byId("language").addEventListener("change", event => {
  document.cookie = `quizgen-language=${event.target.value}; path=/; max-age=${YEAR}; SameSite=Strict`;
  location.reload();
});

whenChanged(({ title }) => { byId("title").textContent = title; });

try {
  await refresh();
  byId("waiting").remove();
  route({
    templates: path => openTemplates()(path),
    facts: path => openFacts()(path),
    quiz: () => openQuiz()(),
  });
  listen({
    changed: told(async paths => {
      await templatesChanged(paths);
      await refresh();
    }),
    lost: () => warn(words.lost),
    back: () => tell(words.back),
  });
} catch (failure) {
  tellFailure(failure);
}
