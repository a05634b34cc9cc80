"""Names of invented residents, by who bears them."""

from random import Random

WOMEN = """
Amina Annelies Astrid Beata Bep Carla Corrie Danuta Denise Dina Elif Els Emine Esmee Fadila Femke Fenna
Greet Hanna Hava Ilona Ineke Irma Jacqueline Jolanda Joyce Katarzyna Khadija Lidia Lies Mareike Marijke
Mehret Meryem Miriam Nel Nicole Oksana Ouafa Pauline Ria Rosa Ruth Sandra Selma Sharda Silvia Tineke
Truus Wilma Yasmin Yvette
"""
MEN = """
Abdullah Ahmed Arie Arjan Bart Ben Cees Cor Daniel Dawit Dennis Edwin Emre Erik Ferdi Frank Gerrit Guus
Hans Harrie Hassan Ivo Jaap Jan Joost Kevin Khalid Koos Leo Lex Lucas Marcel Marek Mario Mo Nico Orlando
Osman Paul Piet Ramon Rob Roy Ruud Sander Serge Stefan Tarik Ties Tomasz Victor Walid Wesley Willem Yonas
"""
GIRLS = "Aya Bente Bo Dilara Evi Fleur Hiba Inaya Jade Lieke Maud Nora Puck Romy Saar Sofie Tess Zoey"
BOYS = "Adil Berat Bram Cas Dex Finn Ilyas Jayden Jesse Kaan Levi Luuk Milan Noud Rayan Sem Teun Thijs Yassin"
FAMILIES = """
Aarts, Abdi, Akkerman, el Amrani, Asante, Baars, Bakir, van Beek, van der Berg, Boateng, Bouazza, de
Bruin, Bulut, Castelijns, Chahid, Coenen, Dijkstra, van Dongen, Doorn, Ersoy, Evers, Fortuin, Geerts, van
Gent, Ghebremariam, de Goede, Gul, de Haas, Hamdi, Hendrikse, van den Heuvel, Hoek, Ismail, Janga, de
Jong, Kamp, Karaca, Kock, Kowalski, Kramer, Lammers, van Loon, Maduro, Manders, Martina, Mensah,
Middelkoop, Mohan, Nowak, Oosterhuis, Osman, Pals, Pinas, Polak, de Reus, Roelofs, de Ruiter, Sedney,
Slot, Snoek, Soares, Stam, Tesfay, Tromp, Ubels, Veldman, Verhoef, de Vos, van Vliet, Weijers, Wong,
Yusuf, Zaal, Zwart
"""
_FAMILIES = tuple(name.strip() for name in FAMILIES.split(","))


def woman(random: Random) -> str:
    """A given name of a woman."""
    return random.choice(WOMEN.split())


def man(random: Random) -> str:
    """A given name of a man."""
    return random.choice(MEN.split())


def child(random: Random) -> str:
    """A given name of a girl or a boy."""
    return random.choice((*GIRLS.split(), *BOYS.split()))


def family(number: int) -> str:
    """A family name: the next of the list, so that neighbours in a list differ."""
    return _FAMILIES[number * 29 % len(_FAMILIES)]
