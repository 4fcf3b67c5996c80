"""The words that flaws are told by in English."""

from __future__ import annotations

import re

from quizgen.flaws.lexicon import Lexicon, Terms, ranked, words_of

_NUMBERS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty""".split()
_COUNT = rf"(?:\d|(?:{'|'.join(_NUMBERS)}|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b)"

LEXICON = Lexicon(
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
    all_of_the_above=words_of(
        r"all (?:of )?(?:the above|(?:the )?(?:other )?(?:options|answers)|above|these|those|them)"
        r"(?: (?:options|answers))?(?: (?:are|is) \w+)?",
        r"any of the above",
    ),
    none_of_the_above=words_of(
        r"(?:none|neither) of (?:the above|(?:the )?(?:other )?(?:options|answers|choices)|the others|above|these|those"
        r"|them)(?: (?:options|answers|choices))?(?: (?:are|is) \w+)?",
        r"no (?:correct|right) (?:answer|option)",
    ),
    verdict=words_of("yes", "no", "true", "false", "correct", "incorrect", "right", "wrong"),
    negative=Terms(
        "cannot except excepting excluding incorrect incorrectly neither never nor untrue wrong wrongly",
        {
            "not": r"(?<!whether or )_(?! only\b)",
            "t": r"\w+n[’']_",
            "false": "(?<!true or )_",
            "no": "_(?! doubt| later| more| fewer| less)",
            "lack lacks lacked": r"(?<!\ba )(?<!for )(?<!of )_(?! of)",
            "least": "(?<!at )_",
        },
    ),
    vague=Terms(
        """usually sometimes frequently generally rarely seldom mostly probably possibly perhaps occasionally commonly
        typically normally several numerous various quite somewhat fairly relatively lots might""",
        {
            "often few": "(?<!how )_",
            "likely": "(?<!most )(?<!least )_",
            "some": rf"_(?! {_COUNT})",
            "many": "(?<!how )(?<!as )(?<!so )(?<!too )_",
            "rather": "_(?! than)",
            "lot": "a _",
            "number": "a _ of",
            "may": "(?-i:_)",
        },
    ),
    absolute=Terms(
        """always never everyone everybody everything nobody nothing completely entirely totally absolutely impossible
        invariably solely exclusively""",
        {
            "all": r"(?<!at )(?<!above )(?<!after )(?<!first of )(?<!of )(?<!in )(?<!not )"
            rf"_(?! that apply| {_COUNT}| (?:of )?(?:the )?(?:above|following|these)| but\b| told)",
            "every": r"_(?! (?:\w+ )?(?:second|minute|hour|day|week|month|year|decade)s?\b)",
            "none": "_(?! of the above)",
            "one": "no _",
            "only": r"(?<!the )(?<!an )(?<!not )_(?! \d)",
        },
    ),
    vague_time=Terms(
        "currently recently nowadays today yesterday tomorrow lately soon",
        {
            "current": r"_(?! (?:through|in|of|flows?|is|that|which)\b)",
            "present": "at _",
            "moment": "at the _",
            "days": "these _",
            "recent": "in _ (?:days|weeks|months|years|decades|times)",
            "far": "so _",
            "date": "to _",
            "until": "_ now",
            "now": r"(?<!until )_(?!adays| (?:called|known|part)\b)",
            "last next this": r"(?<!the )_ (?:week|month|year|decade|century|spring|summer|autumn|fall|winter|\w+day"
            r"|january|february|march|april|may|june|july|august|september|october|november|december)",
            "past last next": "the _ (?:few )?(?:week|month|year|decade)s?(?! of)",
        },
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
    imperative=words_of(
        r"^(?:name|give|choose|select|complete|order|match|put|pair|fill|write|state|list|identify|pick|tick|define)"
    ),
    copula=words_of(r"(?:is|are|was|were|has|have|had|can|will|does|did)\W*$"),
    indefinite=re.compile(r"\b(an?)\s*[:?….]*$", re.IGNORECASE),
    vowel=re.compile(
        r"(?!(?:uni(?:[^nm]|n[^i])|us[aeu]|eu|one\b|once\b|ubiq|uran|UN\b|US\b|UK\b|EU\b))[aeiou]"
        r"|hour|honest|honou?r|heir|8|11\b|18\b|(?-i:[FHLMNRSX](?=[A-Z]|\b(?!\w)))",
        re.IGNORECASE,
    ),
    more=re.compile(r"(?:more than|over|at least|above|greater than|after|since)\s", re.IGNORECASE),
    less=re.compile(r"(?:less than|fewer than|under|at most|below|up to|before|until)\s", re.IGNORECASE),
    about=re.compile(r"(?:about|around|approximately|roughly|nearly|almost|some|in|on|by|c\.|ca\.)\s", re.IGNORECASE),
    months=ranked(
        "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
        "sep sept september", "oct october", "nov november", "dec december",
    ),
    century=re.compile(r"(?:the )?(\d\d?)(?:st|nd|rd|th) century", re.IGNORECASE),
    abbreviation=re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Col|Capt|Lt|Sen|Rep|Prof|No|vs|etc|c|ca|e\.g|i\.e|approx)\.$"),
    infinitive=re.compile(r"[Tt]o [a-z]"),
    asks_plural=re.compile(r"\b(?:are|were|these|those)(?: the)?\s*[:….]*$"),
    plural=re.compile(r"^(?:the )?(?:(?! of\b).)*?[^sui]s(?= of\b|$)"),
    numbers=ranked(*_NUMBERS, first=0),
)  # fmt: skip
