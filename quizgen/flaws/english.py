"""The words that flaws are told by in English."""

from __future__ import annotations

import re

from quizgen.flaws.lexicon import Lexicon, words_of

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
    negative=words_of(
        r"(?<!whether or )not(?! only\b)", r"\w+n[’']t", "cannot", "except(?:ing)?", "excluding", "(?<!true or )false",
        "never", "no(?! doubt| later| more| fewer| less)", r"(?<!\ba )(?<!for )(?<!of )lack(?:s|ed)?(?! of)",
        "incorrect(?:ly)?", "untrue", "wrong(?:ly)?", "neither", "nor", r"(?<!at )least",
    ),
    vague=words_of(
        r"(?<!how )often", "usually", "sometimes", "frequently", "generally", "rarely", "seldom", "mostly", "probably",
        "possibly", "perhaps", "occasionally", "commonly", "typically", "normally", r"(?<!most )(?<!least )likely",
        "several", "(?<!how )few", rf"some(?! {_COUNT})", r"(?<!how )(?<!as )(?<!so )(?<!too )many", "numerous",
        "various", "quite", "rather(?! than)", "somewhat", "fairly", "relatively", "a lot", "lots", "a number of",
        "(?-i:may)", "might",
    ),
    absolute=words_of(
        "always", "never",
        r"(?<!at )(?<!above )(?<!after )(?<!first of )(?<!of )(?<!in )(?<!not )"
        rf"all(?! that apply| {_COUNT}| (?:of )?(?:the )?(?:above|following|these)| but\b| told)",
        r"every(?! (?:\w+ )?(?:second|minute|hour|day|week|month|year|decade)s?\b)", "everyone", "everybody",
        "everything", r"none(?! of the above)", "nobody", "no one", "nothing",
        r"(?<!the )(?<!an )(?<!not )only(?! \d)", "completely", "entirely", "totally", "absolutely", "impossible",
        "invariably", "solely", "exclusively",
    ),
    vague_time=words_of(
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
    months=tuple(
        words_of(name)
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
    numbers=_NUMBERS,
)  # fmt: skip
