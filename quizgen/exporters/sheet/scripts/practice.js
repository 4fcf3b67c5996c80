// Lets a learner answer a form, check it and score it. Without it, the questions can be read and printed.
"use strict";

const { name, said, questions: keys } = JSON.parse(document.getElementById("key").textContent);
const form = document.forms[0];
const status = form.querySelector("[role=status]");
const bringBack = form.querySelector("[data-does=bring-back]");

const filled = (text, ...parts) => parts.reduce((filling, part) => filling.replace("{}", () => part), text);

// Judging: true, false, or null where only the learner can tell.

const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

// As it is compared: without regard to capitals, accents, punctuation, spaces, and what groups digits.
function folded(text, articles = []) {
  const words = text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g, "")
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, letter => LETTERS[letter])
    .replace(/(\p{N})[.,'’ ](?=\p{N}{3}(?!\p{N}))/gu, "$1")
    .replace(/(^|\s)[-−](?=\p{N})/gu, "$1¬") // a minus is no punctuation
    .replace(/(?![#%&@])\p{P}+/gu, " ")
    .split(/\s+/)
    .filter(Boolean);
  if (words.length > 1 && articles.includes(words[0])) words.shift();
  return words.join(" ") || text.trim();
}

const DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g; // those of Arabic and Persian
const NUMBER = /-?\p{N}(?:[\p{N}.,'’٫٬ ]*\p{N})?/gu;

// What a number may mean: 1.350 is one thing to an English reader, and another to a German one.
function meanings(number) {
  const readings = [];
  for (const [point, groups] of [["[.٫]", "[,'’٬ ]"], ["[,٫]", "[.'’٬ ]"]]) {
    const found = number.match(new RegExp(`^(-?(?:\\d+|\\d{1,3}(?:${groups}\\d{3})+))(?:${point}(\\d+))?$`));
    if (found) readings.push(Number(`${found[1].replace(/[^-\d]/g, "")}.${found[2] ?? 0}`));
  }
  return readings;
}

function judgedNumber(text, key) {
  if (key.right.some(right => folded(right) === folded(text))) return true;
  const plain = text.normalize("NFKC").replace(DIGITS, digit => digit.charCodeAt(0) & 15).replace(/[−–]/g, "-");
  const numbers = plain.match(NUMBER) ?? [];
  if (numbers.length !== 1) return null;
  const known = new Set(key.right.flatMap(right => folded(right).split(" ")));
  const others = plain.replace(numbers[0], " ").match(/[\p{L}\p{M}]+/gu) ?? [];
  if (others.some(word => !known.has(folded(word)))) return null; // 4.3 thousand
  const right = Number(key.number), read = meanings(numbers[0]);
  if (read.includes(right)) return true;
  // Of a number that is known roughly, one nearby may do.
  return !key.exactly && read.some(number => Math.abs(number - right) <= Math.abs(right) / 10) ? null : false;
}

const JUDGE = {
  options: (given, key) => given.length === key.right.length && given.every(value => key.right.includes(value)),
  places: (given, key) => given.every((value, index) => value === key.right[index]),
  text: ([text], key) => {
    const compared = folded(text, key.articles);
    return key.right.some(right => folded(right, key.articles) === compared) || null;
  },
  number: ([text], key) => judgedNumber(text, key),
};

// A question on the page, with what is right.
class Question {
  constructor(key, index) {
    this.key = key;
    this.number = index + 1;
    this.element = document.getElementById(`question-${this.number}`);
    this.controls = [...this.element.querySelectorAll(":is(.answer input, .answer select)")];
    this.button = this.element.querySelector("[data-does=check]");
    this.label = this.button.firstChild;
    this.feedback = this.element.querySelector(".feedback");
    this.judge = this.element.querySelector(".judge");
    this.isChecked = false;
  }

  get given() {
    const chosen = this.key.by === "options" ? this.controls.filter(control => control.checked) : this.controls;
    return chosen.map(control => control.value);
  }

  get isEmpty() {
    return !this.given.some(value => value.trim());
  }

  // What it comes to: "correct", "incorrect", "compare" (the learner is to say) or "unanswered".
  get verdict() {
    if (this.isEmpty) return "unanswered";
    const judged = JUDGE[this.key.by](this.given, this.key) ?? this.own;
    return judged === null ? "compare" : judged ? "correct" : "incorrect";
  }

  // What the learner said of an answer that the script cannot judge.
  get own() {
    const said = this.judge.querySelector(":checked");
    return said && said.value === "yes";
  }

  get score() {
    return this.isChecked && this.verdict === "correct" ? this.key.points : 0;
  }

  check() {
    this.isChecked = true;
    this.label.data = said.again;
    this.feedback.hidden = false;
    this.judge.hidden = this.isEmpty || JUDGE[this.key.by](this.given, this.key) !== null;
    this.tell();
  }

  tell() {
    const verdict = this.verdict;
    this.feedback.dataset.verdict = verdict;
    const sign = { correct: "✓ ", incorrect: "✗ " }[verdict] ?? "";
    this.feedback.querySelector(".verdict").textContent =
      `${sign}${said[verdict]} · ${filled(said.got, this.score, this.key.points)}`;
    this.unmark();
    this.controls.forEach((control, index) => {
      const isRight = this.key.by === "places"
        ? control.value === this.key.right[index]
        : this.key.right.includes(control.value);
      if (this.key.by === "places" || (this.key.by === "options" && (isRight || control.checked))) {
        this.mark(control.closest("li"), isRight);
      }
    });
  }

  // By a sign and a word, as not everybody sees colours.
  mark(row, isRight) {
    const sign = document.createElement("span");
    sign.className = "sign";
    sign.textContent = isRight ? ` ✓ ${said.correct}` : ` ✗ ${said.incorrect}`;
    row.classList.add(isRight ? "right" : "wrong");
    row.append(sign);
  }

  unmark() {
    for (const sign of this.element.querySelectorAll(".sign")) sign.remove();
    for (const row of this.element.querySelectorAll("li.right, li.wrong")) row.classList.remove("right", "wrong");
  }

  // Open once more, its answer as it is.
  reopen() {
    this.isChecked = false;
    this.label.data = said.check;
    this.feedback.hidden = true;
    for (const choice of this.judge.querySelectorAll("input")) choice.checked = false;
    this.unmark();
  }

  clear() {
    this.reopen();
    for (const control of this.controls) {
      if (this.key.by === "options") control.checked = false;
      else control.value = "";
    }
  }
}

const questions = keys.map((key, index) => new Question(key, index));
const of = element => questions.find(question => question.element.contains(element));

function sum(section) {
  const asked = section === undefined ? questions : questions.filter(({ key }) => key.section === Number(section));
  const total = numbers => numbers.reduce((sum, number) => sum + number, 0);
  return filled(said.got, total(asked.map(({ score }) => score)), total(asked.map(({ key }) => key.points)));
}

function showScore() {
  for (const cell of form.querySelectorAll(".score")) cell.textContent = sum(cell.dataset.section);
}

// Read out by screen readers.
function announce(text) {
  status.textContent = text;
}

// Remembering: a browser may refuse to keep anything, and what it kept may be of no use.

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? {};
  } catch {
    return {};
  }
}

function remember() {
  try {
    localStorage.setItem(name, JSON.stringify(state()));
    return true;
  } catch {
    return false;
  }
}

function state() {
  const own = question => question.judge.querySelector(":checked")?.value;
  return {
    given: questions.map(({ given }) => given),
    checked: questions.map(question => question.isChecked),
    judged: questions.map(question => own(question) ?? null),
  };
}

function restore({ given = [], checked = [], judged = [] }) {
  questions.forEach((question, index) => {
    question.clear();
    const values = given[index];
    if (!Array.isArray(values)) return;
    if (question.key.by === "options") {
      for (const control of question.controls) control.checked = values.includes(control.value);
    } else {
      question.controls.forEach((control, at) => { control.value = values[at] ?? ""; });
    }
    for (const choice of question.judge.querySelectorAll("input")) choice.checked = choice.value === judged[index];
    if (checked[index]) question.check();
  });
  showScore();
}

// What the learner does.

let before; // the answers that were there when the learner began anew

const DOES = {
  check(button) {
    const question = of(button);
    if (question.isChecked) {
      question.clear();
      question.controls[0].focus();
    } else {
      question.check();
      announce(`${question.feedback.querySelector(".verdict").textContent}. ${sum()}`);
    }
  },
  "check-all"() {
    for (const question of questions) question.check();
    announce(sum());
    document.getElementById("result").focus();
  },
  "begin-anew"() {
    before = state();
    restore({});
    bringBack.hidden = false;
    announce(sum());
  },
  "bring-back"() {
    restore(before);
    form.querySelector("[data-does=begin-anew]").focus();
    bringBack.hidden = true;
    announce(sum());
  },
};

form.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  DOES[button.dataset.does](button);
  showScore();
  remember();
});

form.addEventListener("input", ({ target }) => {
  bringBack.hidden = true;
  const question = of(target);
  if (question.judge.contains(target)) {
    question.tell();
    announce(question.feedback.querySelector(".verdict").textContent);
  } else if (question.isChecked) {
    question.reopen();
  }
  showScore();
  remember();
});

form.addEventListener("keydown", event => {
  if (event.key !== "Enter" || event.target.type !== "text") return;
  event.preventDefault();
  of(event.target).button.click();
});

form.addEventListener("submit", event => event.preventDefault());

for (const part of form.querySelectorAll(".needs-script")) part.hidden = false;
restore(remembered());
document.getElementById("remembers").textContent = remember() ? said.remembers : said.forgets;
