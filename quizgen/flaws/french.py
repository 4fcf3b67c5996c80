"""The words that flaws are told by in French."""

from __future__ import annotations

import re

from quizgen.flaws.lexicon import Lexicon, Terms, ranked, words_of

_NUMBERS = """zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
dix-sept dix-huit dix-neuf vingt""".split()

LEXICON = Lexicon(
    common=frozenset(
        """alors ainsi après aussi autre autres avait avant avec avoir cela celle celles celui cependant cette ceux
        chaque comme contre dans depuis deux dont elle elles encore entre était étaient être font fait faire leur
        leurs lors mais même mêmes moins nous parmi pendant plus pour quand quel quelle quelles quels quoi sans
        selon sera sont sous suivant suivante suivants suivantes tout toute toutes trois très vers vous année années
        les des une est sur par pas son ses ces mon qui que aux été ans ont ils nos lui leur
        nom nommé premier première""".split()
    ),
    all_of_the_above=words_of(
        r"tou(?:te)?s (?:les )?(?:réponses |options |propositions )?(?:ci-dessus|précédentes|ces réponses)",
        r"toutes les réponses(?: \w+){0,3}", "tout ce qui précède",
    ),
    none_of_the_above=words_of(
        r"aucune? (?:de ces |des |d[’']entre |réponse)(?:\w+)?(?: (?:ci-dessus|précédentes))?(?: n[’']est \w+)?",
        "rien de tout cela",
    ),
    verdict=words_of("oui", "non", "vrai", "faux", "correct", "incorrect", "exact", "inexact"),
    negative=Terms(
        """aucun aucune excepté hormis incorrect incorrecte incorrects incorrectes inexact inexacte inexacts inexactes
        sauf""",
        {
            "pas": "_(?! seulement| à pas)",
            "faux": "(?<!vrai ou )_",
            "fausse fausses": "(?<!vraie ou )_",
            "ni": "(?:n[’']est )?_",
            "jamais": "(?<!à )_",
        },
    ),
    vague=Terms(
        """souvent parfois généralement habituellement quelques plusieurs certains certaines beaucoup rarement
        probablement fréquemment assez divers diverses relativement normalement""",
        {"peut": "_-être", "plutôt": "_(?! que)", "plupart": "la _"},
    ),
    absolute=Terms(
        "toujours jamais uniquement seulement exclusivement absolument totalement entièrement impossible",
        {
            "tous toutes": r"(?<!de )_(?! les (?:\w+ )?(?:ans|jours|mois|heures|semaines)\b)"
            "(?! (?:ces |les )?réponses)",
            "aucun aucune": "_(?! de ces)",
            "seul seule seuls seules": "(?<!le )(?<!la )(?<!les )_",
        },
    ),
    vague_time=Terms(
        "actuellement récemment hier demain maintenant bientôt prochainement",
        {
            "actuel actuelle actuels actuelles": "_(?! (?-i:[A-Z]))",
            "hui": "aujourd[’']_",
            "jours": "de nos _",
            "moment": "en ce _",
            "temps": "ces derniers _",
            "présent": "à _",
            "dernier derniere dernière": r"(?:l[’']an|l[’']année|le mois|la semaine|l[’']été|l[’']hiver|\w+)"
            r" _(?! \w+ de)",
            "année semaine": "cette _",
            "mois": "ce _(?:-ci)?",
        },
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
    imperative=words_of(r"^(?:nommez|donnez|choisissez|complétez|ordonnez|associez|citez|écrivez|indiquez|reliez|cochez)"),
    copula=words_of(r"(?:est|sont|était|étaient|a|ont|fut|furent)\W*$"),
    indefinite=re.compile(r"\b([ld][’'])\s*[:?…]*$", re.IGNORECASE),
    vowel=re.compile(r"[aeiouyàâäéèêëîïôöùûüh]", re.IGNORECASE),
    more=re.compile(r"(?:plus d[e’']|au moins|au-dessus de|après|depuis)\s*", re.IGNORECASE),
    less=re.compile(r"(?:moins d[e’']|au plus|jusqu[’']à|avant)\s*", re.IGNORECASE),
    about=re.compile(r"(?:environ|près de|autour de|quelque|presque|en|le|vers)\s", re.IGNORECASE),
    months=ranked(
        "janv janvier", "févr février", "mars", "avr avril", "mai", "juin", "juil juillet", "août",
        "sept septembre", "oct octobre", "nov novembre", "déc décembre",
    ),
    century=re.compile(r"(?:le |au )?(\d\d?)e siècle", re.IGNORECASE),
    abbreviation=re.compile(r"\b(?:[A-Z]|M|Mme|Dr|St|av|env|cf|etc|p\. ex|n)\.$"),
    infinitive=re.compile(r"(?!)"),  # bare, and no other than a noun to who does not read it
    asks_plural=re.compile(r"\b(?:les|des|aux)\s*[:….]*$"),
    plural=re.compile(r"^(?:(?! d(?:e|u|es)\b| d[’']).)*?[sx](?= d(?:e|u|es)\b| d[’']|$)"),
    numbers=ranked(*_NUMBERS, first=0),
)  # fmt: skip
