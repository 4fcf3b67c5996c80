"""The words that flaws are told by, language by language. Adding a language is one entry in `LEXICONS`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Pattern = re.Pattern[str]


def _words(*alternatives: str) -> Pattern:
    """Any of these, as whole words: a hyphen joins words to one."""
    return re.compile(rf"\b(?<!-)(?:{'|'.join(alternatives)})(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What to look for in one language."""

    common: frozenset[str]
    all_of_the_above: Pattern
    none_of_the_above: Pattern
    verdict: Pattern
    negative: Pattern
    vague: Pattern
    absolute: Pattern
    vague_time: Pattern
    complex: Pattern
    unfocused: Pattern
    imperative: Pattern
    copula: Pattern
    indefinite: Pattern
    vowel: Pattern
    more: Pattern
    less: Pattern
    about: Pattern
    months: Sequence[Pattern]
    century: Pattern
    abbreviation: Pattern
    infinitive: Pattern
    asks_plural: Pattern
    plural: Pattern
    numbers: Sequence[str]


_ENGLISH_NUMBERS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty""".split()
_ENGLISH_COUNT = rf"(?:\d|(?:{'|'.join(_ENGLISH_NUMBERS)}|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b)"
_FRENCH_NUMBERS = """zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
dix-sept dix-huit dix-neuf vingt""".split()

ENGLISH = Lexicon(
    common=frozenset(
        """about above after again against also although among another because been before being below between both
        called come came could does doing down during each either every first following from give given gave going
        have having here held hers high himself however into just know known last later least less like made main
        make many more most much must name named near next once only onto other others over part same second several
        should since some such take taken than that their them then there these they third this those three through
        time took toward towards under until upon used using very was were what when where whether which while who
        are but not all any can did get has had may new old off one our out own per say see set two via yet too now whom
        whose why how the and for its his her him she you will with within without would year years your""".split()
    ),
    all_of_the_above=_words(
        r"all (?:of )?(?:the above|(?:the )?(?:other )?(?:options|answers)|above|these|those|them)"
        r"(?: (?:options|answers))?(?: (?:are|is) \w+)?",
        r"any of the above",
    ),
    none_of_the_above=_words(
        r"(?:none|neither) of (?:the above|(?:the )?(?:other )?(?:options|answers|choices)|the others|above|these|those"
        r"|them)(?: (?:options|answers|choices))?(?: (?:are|is) \w+)?",
        r"no (?:correct|right) (?:answer|option)",
    ),
    verdict=_words("yes", "no", "true", "false", "correct", "incorrect", "right", "wrong"),
    negative=_words(
        r"(?<!whether or )not(?! only\b)", r"\w+n[’']t", "cannot", "except(?:ing)?", "excluding", "(?<!true or )false",
        "never", "no(?! doubt| later| more| fewer| less)", r"(?<!\ba )(?<!for )(?<!of )lack(?:s|ed)?(?! of)",
        "incorrect(?:ly)?", "untrue", "wrong(?:ly)?", "neither", "nor", r"(?<!at )least",
    ),
    vague=_words(
        r"(?<!how )often", "usually", "sometimes", "frequently", "generally", "rarely", "seldom", "mostly", "probably",
        "possibly", "perhaps", "occasionally", "commonly", "typically", "normally", r"(?<!most )(?<!least )likely",
        "several", "(?<!how )few", rf"some(?! {_ENGLISH_COUNT})", r"(?<!how )(?<!as )(?<!so )(?<!too )many", "numerous",
        "various", "quite", "rather(?! than)", "somewhat", "fairly", "relatively", "a lot", "lots", "a number of",
        "(?-i:may)", "might",
    ),
    absolute=_words(
        "always", "never",
        r"(?<!at )(?<!above )(?<!after )(?<!first of )(?<!of )(?<!in )(?<!not )"
        rf"all(?! that apply| {_ENGLISH_COUNT}| (?:of )?(?:the )?(?:above|following|these)| but\b| told)",
        r"every(?! (?:\w+ )?(?:second|minute|hour|day|week|month|year|decade)s?\b)", "everyone", "everybody",
        "everything", r"none(?! of the above)", "nobody", "no one", "nothing",
        r"(?<!the )(?<!an )(?<!not )only(?! \d)", "completely", "entirely", "totally", "absolutely", "impossible",
        "invariably", "solely", "exclusively",
    ),
    vague_time=_words(
        r"current(?! (?:through|in|of|flows?|is|that|which)\b)",
        "currently", "recently", "nowadays", "today", "yesterday", "tomorrow", "lately", "soon", "at present",
        "at the moment", "these days", "in recent (?:days|weeks|months|years|decades|times)",
        "so far", "to date", "until now", r"now(?!adays| (?:called|known|part)\b)",
        r"(?<!the )(?:last|next|this) (?:week|month|year|decade|century|spring|summer|autumn|fall|winter|\w+day"
        r"|january|february|march|april|may|june|july|august|september|october|november|december)",
        r"the (?:past|last|next) (?:few )?(?:week|month|year|decade)(?:s)?(?! of)",
    ),
    complex=re.compile(
        r"^(?:both|neither)\b(?:.*\b(?:and|nor)\b.*|(?: of)?(?: (?:the above|these|those|them))?\W*$)"
        r"|^(?:only )?\(?(?:[A-F]|[IV]{1,3}|\d)\)?(?:, \(?(?:[A-F]|[IV]{1,3}|\d)\)?)*,? (?:and|&|or) "
        r"\(?(?:[A-F]|[IV]{1,3}|\d)\)?(?: only)?\W*$",
        re.IGNORECASE,
    ),
    unfocused=re.compile(
        r"^(?:in your opinion, |(?:of|among) [^,]+, )?(?:which|what)(?: one)?(?: of)?(?: the following| these| those)?"
        r"(?: statements?| sentences?| answers?| options?| assertions?| facts?| claims?)?"
        r"(?: (?:about|on|concerning|regarding|relating to) .*?)?"
        r" (?:is|are|would be|was|were)(?: (?:not|NOT))?(?: the)?"
        r" (?:true|correct|right|false|incorrect|untrue|wrong|accurate|valid)"
        r"(?: (?:about|of|for|concerning|regarding|with regard to) .*)?(?: (?:one|answer|statement|option))?\W*$"
        r"|^(?:choose|select|pick|mark|find|tick) (?:the )?(?:one )?(?:correct|right|true|best|false)"
        r"(?: (?:answer|option|statement|sentence|one))?\W*$"
        r"|^which(?: one)?(?: of)?(?: the following| these)?\W*$"
        r"|^what (?:do you know|can you say) (?:about|of)\b|^what about\b",
        re.IGNORECASE,
    ),
    imperative=_words(
        r"^(?:name|give|choose|select|complete|order|match|put|pair|fill|write|state|list|identify|pick|tick|define)"
    ),
    copula=_words(r"(?:is|are|was|were|has|have|had|can|will|does|did)\W*$"),
    indefinite=re.compile(r"\b(an?)\s*[:?….]*$", re.IGNORECASE),
    vowel=re.compile(
        r"(?!(?:uni(?:[^nm]|n[^i])|us[aeu]|eu|one\b|once\b|ubiq|uran|UN\b|US\b|UK\b|EU\b))[aeiou]"
        r"|hour|honest|honou?r|heir|8|11\b|18\b|(?-i:[FHLMNRSX](?=[A-Z]|\b(?!\w)))",
        re.IGNORECASE,
    ),
    more=re.compile(r"(?:more than|over|at least|above|greater than|after|since)\s", re.IGNORECASE),
    less=re.compile(r"(?:less than|fewer than|under|at most|below|up to|before|until)\s", re.IGNORECASE),
    about=re.compile(r"(?:about|around|approximately|roughly|nearly|almost|some|in|on|by|c\.|ca\.)\s", re.IGNORECASE),
    months=tuple(
        _words(name)
        for name in (
            "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
            "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
        )
    ),
    century=re.compile(r"(?:the )?(\d\d?)(?:st|nd|rd|th) century", re.IGNORECASE),
    abbreviation=re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Col|Capt|Lt|Sen|Rep|Prof|No|vs|etc|c|ca|e\.g|i\.e|approx)\.$"),
    infinitive=re.compile(r"[Tt]o [a-z]"),
    asks_plural=re.compile(r"\b(?:are|were|these|those)(?: the)?\s*[:….]*$"),
    plural=re.compile(r"^(?:the )?(?:(?! of\b).)*?[^sui]s(?= of\b|$)"),
    numbers=_ENGLISH_NUMBERS,
)  # fmt: skip

FRENCH = Lexicon(
    common=frozenset(
        """alors ainsi après aussi autre autres avait avant avec avoir cela celle celles celui cependant cette ceux
        chaque comme contre dans depuis deux dont elle elles encore entre était étaient être font fait faire leur
        leurs lors mais même mêmes moins nous parmi pendant plus pour quand quel quelle quelles quels quoi sans
        selon sera sont sous suivant suivante suivants suivantes tout toute toutes trois très vers vous année années
        les des une est sur par pas son ses ces mon qui que aux été ans ont ils nos lui leur
        nom nommé premier première""".split()
    ),
    all_of_the_above=_words(
        r"tou(?:te)?s (?:les )?(?:réponses |options |propositions )?(?:ci-dessus|précédentes|ces réponses)",
        r"toutes les réponses(?: \w+){0,3}", "tout ce qui précède",
    ),
    none_of_the_above=_words(
        r"aucune? (?:de ces |des |d[’']entre |réponse)(?:\w+)?(?: (?:ci-dessus|précédentes))?(?: n[’']est \w+)?",
        "rien de tout cela",
    ),
    verdict=_words("oui", "non", "vrai", "faux", "correct", "incorrect", "exact", "inexact"),
    negative=_words(
        r"pas(?! seulement| à pas)", "sauf", "excepté", "hormis", "(?<!vrai ou )faux", "(?<!vraie ou )fausses?",
        "incorrecte?s?", "inexacte?s?", r"n[’']est ni", "ni",
        "(?<!à )jamais", "aucune?",
    ),
    vague=_words(
        "souvent", "parfois", "généralement", "habituellement", "quelques", "plusieurs", "certaine?s", "beaucoup",
        "rarement", "peut-être", "probablement", "fréquemment", "plutôt(?! que)", "assez", "divers(?:es)?",
        "la plupart", "relativement", "normalement",
    ),
    absolute=_words(
        "toujours", "jamais",
        r"(?<!de )tou(?:te)?s(?! les (?:\w+ )?(?:ans|jours|mois|heures|semaines)\b)(?! (?:ces |les )?réponses)",
        r"aucune?(?! de ces)", r"(?<!le )(?<!la )(?<!les )seule?s?", "uniquement", "seulement", "exclusivement",
        "absolument", "totalement", "entièrement", "impossible",
    ),
    vague_time=_words(
        r"actuel(?:le)?s?(?! (?-i:[A-Z]))",
        "actuellement", "récemment", r"aujourd[’']hui", "hier", "demain", "de nos jours", "maintenant", "bientôt",
        "prochainement", "en ce moment", "ces derniers temps", "à présent",
        r"(?:l[’']an|l[’']année|le mois|la semaine|l[’']été|l[’']hiver|\w+) (?:derniere?|dernière|dernier)(?! \w+ de)",
        r"cette (?:année|semaine)", "ce mois(?:-ci)?",
    ),
    complex=re.compile(
        r"^(?:à la fois|ni|tant)\b.*|^(?:les deux|l[’']un et l[’']autre)\W*$"
        r"|^(?:seulement )?\(?(?:[A-F]|\d)\)?(?:, \(?(?:[A-F]|\d)\)?)* (?:et|ou) \(?(?:[A-F]|\d)\)?(?: seulement)?\W*$",
        re.IGNORECASE,
    ),
    unfocused=re.compile(
        r"^(?:parmi [^,]+, )?(?:laquelle|lequel|lesquelles|lesquels|quelle|quel)"
        r"(?: affirmation| phrase| proposition| réponse| énoncé)?"
        r"(?: (?:de ces|des)(?: \w+){1,2}?)?(?: suivante?s?)?(?: (?:sur|concernant) .*?)?"
        r" (?:est|sont)(?:-elle|-il)? (?:la |le )?(?:bonne|vraie?s?|exacte?s?|correcte?s?|justes?|fausses?|faux)"
        r"(?: (?:réponse|affirmation))?(?: (?:sur|concernant) .*)?\W*$"
        r"|^(?:choisissez|cochez|trouvez|sélectionnez) la (?:bonne |réponse )"
        r"(?:réponse|exacte|correcte|affirmation)\W*$"
        r"|^que (?:savez-vous|sais-tu) (?:de|du|des|sur)\b|^parlez (?:de|du|des)\b",
        re.IGNORECASE,
    ),
    imperative=_words(r"^(?:nommez|donnez|choisissez|complétez|ordonnez|associez|citez|écrivez|indiquez|reliez|cochez)"),
    copula=_words(r"(?:est|sont|était|étaient|a|ont|fut|furent)\W*$"),
    indefinite=re.compile(r"\b([ld][’'])\s*[:?…]*$", re.IGNORECASE),
    vowel=re.compile(r"[aeiouyàâäéèêëîïôöùûüh]", re.IGNORECASE),
    more=re.compile(r"(?:plus d[e’']|au moins|au-dessus de|après|depuis)\s*", re.IGNORECASE),
    less=re.compile(r"(?:moins d[e’']|au plus|jusqu[’']à|avant)\s*", re.IGNORECASE),
    about=re.compile(r"(?:environ|près de|autour de|quelque|presque|en|le|vers)\s", re.IGNORECASE),
    months=tuple(
        _words(name)
        for name in (
            "janv(?:ier)?", "févr(?:ier)?", "mars", "avr(?:il)?", "mai", "juin", "juil(?:let)?", "août",
            "sept(?:embre)?", "oct(?:obre)?", "nov(?:embre)?", "déc(?:embre)?",
        )
    ),
    century=re.compile(r"(?:le |au )?(\d\d?)e siècle", re.IGNORECASE),
    abbreviation=re.compile(r"\b(?:[A-Z]|M|Mme|Dr|St|av|env|cf|etc|p\. ex|n)\.$"),
    infinitive=re.compile(r"(?!)"),  # bare, and no other than a noun to who does not read it
    asks_plural=re.compile(r"\b(?:les|des|aux)\s*[:….]*$"),
    plural=re.compile(r"^(?:(?! d(?:e|u|es)\b| d[’']).)*?[sx](?= d(?:e|u|es)\b| d[’']|$)"),
    numbers=_FRENCH_NUMBERS,
)  # fmt: skip

LEXICONS: Mapping[str, Lexicon] = {"en": ENGLISH, "fr": FRENCH}


def lexicon(language: str) -> Lexicon | None:
    """The words of a language or of the language it is a kind of; None where nobody has listed them."""
    return LEXICONS.get(language.split("-", maxsplit=1)[0])
