"""Documents of an invented household, for the tests of printing."""

from datetime import date

from rondom.kernel.documents.content import (
    ActionLine,
    AgreementLine,
    BarrierLine,
    ContactLine,
    DecisionLine,
    GoalLine,
    IntroductionDocument,
    IntroductionSection,
    LetterBlock,
    LetterDocument,
    MeetingSummaryDocument,
    PlanDocument,
    PresentLine,
    Stance,
    StanceLine,
    Words,
)

FATIMA = ContactLine(
    name="Fatima Haddou",
    function="casemanager",
    organization="Wijkteam Zonnehof",
    phone="010 555 01 23",
    email="f.haddou@wijkteam.example",
    reachable="maandag, dinsdag en donderdag",
)
JOOST = ContactLine(
    name="Joost Verweij", function="casemanager", organization="Wijkteam Zonnehof", phone="010 555 01 24"
)


def plan(**changes):
    facts = {
        "title": "Plan van Samira en haar gezin",
        "language": "nl",
        "printed_on": date(2026, 3, 5),
        "contact": FATIMA,
        "stand_in": JOOST,
        "version": 3,
        "version_on": date(2026, 2, 27),
        "own_words": (
            Words(text="Ik wil weer rustig slapen en mijn post durven openmaken. De kinderen moeten niet merken dat er stress is.\n\nIk kan veel zelf. Ik wil dat iemand even meekijkt.", by="Samira de Wit", on=date(2026, 1, 12)),
            Words(text="Ik wil op voetbal blijven.", by="Bilal, 12 jaar", on=date(2026, 1, 19)),
            Words(text="أريد أن أنام بهدوء.\nEn rust in huis.", by="Oma Yamina", language="ar"),
        ),
        "strengths": ("Samira kookt elke week voor de buurvrouw", "Oma past op dinsdag op de kinderen", "Bilal heeft een fijne trainer"),
        "goals": (
            GoalLine(
                title="Ik durf mijn post weer open te maken", domain="Geld", owner="Samira", due_on=date(2026, 5, 1), state="loopt", first_step="Samen de tas met post leegmaken",
                strengths=("Samira houdt van orde", "Oma past op"),
                actions=(
                    ActionLine(what="De tas met post samen openen", owner="Samira en Fatima", due_on=date(2026, 3, 10), state="gedaan", done=True),
                    ActionLine(what="Een betaalregeling vragen bij de woningcorporatie", owner="Fatima Haddou", due_on=date(2026, 3, 20), state="loopt", reaction=Words(text="Ik wil mee bellen.", by="Samira", on=date(2026, 3, 1))),
                    ActionLine(what="Uitzoeken of er recht is op bijzondere bijstand", owner="Joost Verweij (Werk en Inkomen)", state="nog niet begonnen"),
                ),
                stances=(
                    StanceLine(person="Samira", role="cliënt", stance=Stance.AGREES, on=date(2026, 2, 27)),
                    StanceLine(person="Fatima Haddou", role="casemanager", stance=Stance.AGREES_WITH_CONCERN, words="De achterstand loopt op. Over vier weken kijken we opnieuw.", on=date(2026, 2, 27)),
                    StanceLine(person="Joost Verweij", role="Werk en Inkomen", stance=Stance.DISAGREES, words="Ik zou eerst bewindvoering aanvragen. Ik ben bang dat de huur weer niet betaald wordt."),
                    StanceLine(person="Noor Jansen", role="woningcorporatie", stance=Stance.NOT_ASKED),
                ),
                reaction=Words(text="Dit is wat ik bedoelde.", by="Samira", on=date(2026, 2, 28)),
            ),
            GoalLine(title="Bilal blijft op voetbal", domain="Meedoen", owner="Bilal en Samira", due_on=date(2026, 4, 1), state="loopt", actions=(ActionLine(what="Aanvraag jeugdfonds versturen", owner="Samira", due_on=date(2026, 3, 12), state="loopt"),), stances=(StanceLine(person="Samira", stance=Stance.AGREES),)),
            GoalLine(title="Weer aan het werk in een keuken", domain="Werk", owner="Samira", state="later", later=True),
        ),
        "barriers": (BarrierLine(matter="De deurwaarder wil de hele schuld ineens", views=(Words(text="Dat kan ik niet. Dan eten we niet.", by="Samira"), Words(text="Zonder regeling gaat de zaak naar de rechter.", by="Noor Jansen")), next_step="Fatima belt op maandag", state="nog niet opgelost"),),
        "left_out": "Er zijn delen die je hier niet ziet. Vraag het aan Fatima.",
    }  # fmt: skip
    return PlanDocument(**{**facts, **changes})


def meeting_summary(**changes):
    facts = {
        "title": "Verslag van ons gesprek",
        "language": "nl",
        "printed_on": date(2026, 3, 5),
        "contact": FATIMA,
        "held_on": date(2026, 2, 27),
        "place": "bij Samira thuis",
        "about": "Hoe gaan we verder met de huurschuld?",
        "present": (PresentLine(name="Samira de Wit", role="cliënt"), PresentLine(name="Yamina", role="moeder van Samira"), PresentLine(name="Fatima Haddou", role="casemanager", organization="Wijkteam Zonnehof")),
        "client_first": Words(text="Ik wil dat het dit keer niet over mij gaat, maar met mij.", by="Samira de Wit"),
        "decisions": (
            DecisionLine(
                question="Vragen we een betaalregeling of bewindvoering aan?", options=("Een betaalregeling van 50 euro per maand", "Bewindvoering"), decision="We vragen een betaalregeling aan.", reasons="Samira wil het zelf doen en heeft hulp van haar moeder.", review_on=date(2026, 4, 24),
                stances=(StanceLine(person="Samira", stance=Stance.AGREES), StanceLine(person="Joost Verweij", stance=Stance.DISAGREES, words="Ik denk dat het niet lukt.")),
                reaction=Words(text="Ik ben blij dat we dit zo doen.", by="Samira", on=date(2026, 3, 1)),
            ),
        ),
        "agreements": (AgreementLine(who="Fatima", what="Belt de woningcorporatie", due_on=date(2026, 3, 2)), AgreementLine(who="Samira", what="Zoekt de laatste drie brieven op", due_on=date(2026, 3, 4)), AgreementLine(who="Yamina", what="Past op de kinderen")),
        "closing_words": Words(text="Ik heb er weer vertrouwen in.", by="Samira de Wit"),
        "next_meeting": "Vrijdag 24 april 2026 om 10.00 uur, bij Samira thuis.",
    }  # fmt: skip
    return MeetingSummaryDocument(**{**facts, **changes})


def letter(**changes):
    facts = {
        "title": "Who looked in your file",
        "language": "en",
        "printed_on": date(2026, 3, 5),
        "contact": FATIMA,
        "sender": "Wijkteam Zonnehof",
        "addressee": ("Samira de Wit", "Zonnehof 12", "3000 AA Rotterdam"),
        "greeting": "Dear Samira,",
        "blocks": (
            LetterBlock(text="You asked who looked in your file. Here is the list of the last month.\n\nIs something not right? Tell Fatima."),
            LetterBlock(heading="Who looked", columns=("When", "Who", "What", "Why"), rows=(("2 March 2026", "Fatima Haddou", "Your plan", "She is your case manager"), ("3 March 2026", "Joost Verweij", "Income", "You gave permission"))),
            LetterBlock(heading="What you can do", items=("Say that something is not right", "Take back a permission")),
            LetterBlock(heading="Your details", facts=(("Phone", "06 5555 0101"), ("E-mail", "samira@mail.example"))),
        ),
        "closing": "Kind regards,",
        "signed_by": "Fatima Haddou",
    }  # fmt: skip
    return LetterDocument(**{**facts, **changes})


def introduction(**changes):
    facts = {
        "title": "Wat je van mij moet weten",
        "language": "nl",
        "printed_on": date(2026, 3, 5),
        "contact": FATIMA,
        "name": "Samira de Wit",
        "sections": (
            IntroductionSection(heading="Wie ik ben", words=Words(text="Ik ben Samira, 34 jaar. Ik woon met Bilal en Noor in de Zonnehof. Ik kook graag.")),
            IntroductionSection(heading="Wat ik wil", words=Words(text="Weer rustig slapen. Mijn post zelf doen.")),
            IntroductionSection(heading="Wat mij helpt", words=Words(text="Bel niet onverwacht aan. Stuur eerst een bericht.\nLeg dingen uit in gewone woorden.")),
            IntroductionSection(heading="Wat ik niet opnieuw wil vertellen", words=Words(text="Waarom ik bij mijn vorige baan weg ben.")),
        ),
        "approved_on": date(2026, 2, 20),
        "approved_by": "Samira",
    }  # fmt: skip
    return IntroductionDocument(**{**facts, **changes})


EVERY_DOCUMENT = (plan, meeting_summary, letter, introduction)
