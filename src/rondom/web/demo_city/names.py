"""Names to invent people from; deterministic, and nobody in particular."""

from random import Random

GIVEN = """
Anouk Bram Carmen Daan Elif Femke Gijs Hanna Ibrahim Jasmijn Kees Latifa Maarten Nadia Olivier Petra Quinten
Rachid Sanne Thijs Ulrike Vincent Wouter Xandra Yara Zeynep Aisha Boris Charlotte Dirk Esra Floor Giorgio
Hatice Ilse Jeroen Karin Lotte Mehmet Noor Omar Patrick Roos Sjoerd Tessa Ugur Veerle Wim Yusuf Zohra Abdel
Bianca Cornelis Deniz Evelien Frits Gwen Hugo Irma Johan Kaoutar Leon Mirthe
"""
FAMILY = """
de Groot, van den Berg, Yilmaz, Jansen, El Amrani, de Wit, Smit, van Dijk, Kaya, Visscher, Bos, Peters, Vos,
Ozturk, van Leeuwen, Dekker, Brouwer, de Haan, Benali, Mulders, Kuipers, Veenstra, Postma, Demirci, Hoekstra,
Koster, Prinsen, Schouten, Willems, Martens, van der Meer, Achterberg, Sahin, Timmer, Verbeek, Wolters,
Zijlstra, Aksoy, Blok, Cornelissen, Driessen, Ernst, Faber, Gerritsen, Huisman, Idrissi, Jonker, Kramers
"""
_GIVEN = GIVEN.split()
_FAMILY = [name.strip() for name in FAMILY.split(",")]


def person_name(random: Random) -> tuple[str, str]:
    """A given name and a family name."""
    return random.choice(_GIVEN), random.choice(_FAMILY)


def slug_of(given: str, family: str, number: int) -> str:
    """A slug that is unique by its number."""
    return f"{given}-{family}-{number}".lower().replace(" ", "-").replace("'", "")
