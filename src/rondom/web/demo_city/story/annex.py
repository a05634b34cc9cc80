"""The debt help plan that the law asks for stands beside the one plan; its own goal is a proposal (R-015)."""

from django.utils import translation

from rondom.kernel.documents import print_document
from rondom.kernel.documents.content import LetterBlock, LetterDocument
from rondom.kernel.uploads import Given
from rondom.plans import commands as plans
from rondom.plans.commands import AnnexWords
from rondom.web.demo_city.calendar import day
from rondom.web.demo_city.story.cast import MONEY, Cast
from rondom.web.demo_city.tale import on, visit


def attach_debt_plan(cast: Cast) -> None:
    """D-9: Ruben attaches the plan that belongs to the decision on debt help."""
    with visit(cast.ruben, day(-9, 15)) as at:
        row = plans.add_annex(
            actor=cast.ruben,
            plan_id=cast.keys["plan"],
            annex=AnnexWords(
                summary="Plan van aanpak bij de schuldhulp: eerst uitstel, dan een regeling",
                requires="debt_help",
                document_on=on(-10),
                has_goals=True,
                goals=("Er komen geen nieuwe schulden bij zolang de regeling loopt",),
            ),
            domain=MONEY,
            file=_given(),
            at=at,
        )
        cast.keys["debt_plan"] = row.pk


def _given() -> Given:
    with translation.override("nl"):
        content = print_document(
            LetterDocument(
                title="Plan van aanpak",
                language="nl",
                printed_on=on(-10),
                sender="Kredietbank Maasdrecht",
                about="Plan van aanpak bij het besluit over schuldhulp",
                greeting="Beste mevrouw Haddad,",
                blocks=(
                    LetterBlock(
                        text="Bij het besluit om je met je schulden te helpen hoort een plan van aanpak. "
                        "De Wet gemeentelijke schuldhulpverlening vraagt dat. Dit spraken we af."
                    ),
                    LetterBlock(
                        heading="Wat we doen",
                        items=(
                            "We vragen de verhuurder om uitstel, zodat je in je huis kunt blijven.",
                            "We zetten alle schulden en je inkomsten op een rij.",
                            "We doen alle schuldeisers samen één voorstel.",
                        ),
                    ),
                    LetterBlock(
                        heading="Wat jij doet",
                        items=(
                            "Je opent de brieven op donderdag, samen met Henk.",
                            "Je belt ons als er een nieuwe rekening komt die je niet kunt betalen.",
                        ),
                    ),
                    LetterBlock(
                        heading="Niet mee eens?",
                        text="Je kunt binnen zes weken bezwaar maken. Hoe dat moet, staat in het besluit.",
                    ),
                ),
                closing="Met vriendelijke groet,",
                signed_by="Ruben Mulder, schuldhulpverlener",
            )
        )
    return Given(name="plan-van-aanpak.pdf", content=content, size=len(content))
