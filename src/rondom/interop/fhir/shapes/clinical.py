"""Element tables of what is known and agreed: Condition, Goal, Consent, Procedure."""

from typing import Final

_PEOPLE: Final = "Practitioner PractitionerRole Patient RelatedPerson"

CLINICAL: Final[dict[str, str]] = {
    "Condition": f"""
identifier         * Identifier
clinicalStatus     ? CodeableConcept
verificationStatus ? CodeableConcept
category           * CodeableConcept
severity           ? CodeableConcept
code               ? CodeableConcept
bodySite           * CodeableConcept
subject            1 Reference -> Patient Group
encounter          ? Reference -> Encounter
onset[x]           ? dateTime|Age|Period|Range|string
abatement[x]       ? dateTime|Age|Period|Range|string
recordedDate       ? dateTime
recorder           ? Reference -> {_PEOPLE}
asserter           ? Reference -> {_PEOPLE}
stage              * Condition.stage
evidence           * Condition.evidence
note               * Annotation
""",
    "Condition.stage": """
summary    ? CodeableConcept
assessment * Reference -> ClinicalImpression DiagnosticReport Observation
type       ? CodeableConcept
""",
    "Condition.evidence": """
code   * CodeableConcept
detail * Reference
""",
    "Goal": """
identifier        * Identifier
lifecycleStatus   1 code in proposed|planned|accepted|active|on-hold|completed|cancelled|\
entered-in-error|rejected
achievementStatus ? CodeableConcept
category          * CodeableConcept
priority          ? CodeableConcept
description       1 CodeableConcept
subject           1 Reference -> Patient Group Organization
start[x]          ? date|CodeableConcept
target            * Goal.target
statusDate        ? date
statusReason      ? string
expressedBy       ? Reference -> Patient Practitioner PractitionerRole RelatedPerson
addresses         * Reference -> Condition Observation MedicationStatement NutritionOrder \
ServiceRequest RiskAssessment
note              * Annotation
outcomeCode       * CodeableConcept
outcomeReference  * Reference -> Observation
""",
    "Goal.target": """
measure   ? CodeableConcept
detail[x] ? Quantity|Range|CodeableConcept|string|boolean|integer|Ratio
due[x]    ? date|Duration
""",
    "Consent": """
identifier   * Identifier
status       1 code in draft|proposed|active|rejected|inactive|entered-in-error
scope        1 CodeableConcept
category     + CodeableConcept
patient      ? Reference -> Patient
dateTime     ? dateTime
performer    * Reference -> Organization Patient Practitioner RelatedPerson PractitionerRole
organization * Reference -> Organization
source[x]    ? Attachment|Reference -> Consent DocumentReference Contract QuestionnaireResponse
policy       * Consent.policy
policyRule   ? CodeableConcept
verification * Consent.verification
provision    ? Consent.provision
""",
    "Consent.policy": """
authority ? uri
uri       ? uri
""",
    "Consent.verification": """
verified         1 boolean
verifiedWith     ? Reference -> Patient RelatedPerson
verificationDate ? dateTime
""",
    "Consent.provision": """
type          ? code in deny|permit
period        ? Period
actor         * Consent.provision.actor
action        * CodeableConcept
securityLabel * Coding
purpose       * Coding
class         * Coding
code          * CodeableConcept
dataPeriod    ? Period
data          * Consent.provision.data
provision     * Consent.provision
""",
    "Consent.provision.actor": """
role      1 CodeableConcept
reference 1 Reference -> Device Group CareTeam Organization Patient Practitioner RelatedPerson \
PractitionerRole
""",
    "Consent.provision.data": """
meaning   1 code in instance|related|dependents|authoredby
reference 1 Reference
""",
    "Procedure": f"""
identifier            * Identifier
instantiatesCanonical * canonical
instantiatesUri       * uri
basedOn               * Reference -> CarePlan ServiceRequest
partOf                * Reference -> Procedure Observation MedicationAdministration
status                1 code in preparation|in-progress|not-done|on-hold|stopped|completed|\
entered-in-error|unknown
statusReason          ? CodeableConcept
category              ? CodeableConcept
code                  ? CodeableConcept
subject               1 Reference -> Patient Group
encounter             ? Reference -> Encounter
performed[x]          ? dateTime|Period|string|Age|Range
recorder              ? Reference -> {_PEOPLE}
asserter              ? Reference -> {_PEOPLE}
performer             * Procedure.performer
location              ? Reference -> Location
reasonCode            * CodeableConcept
reasonReference       * Reference -> Condition Observation Procedure DiagnosticReport \
DocumentReference
bodySite              * CodeableConcept
outcome               ? CodeableConcept
report                * Reference -> DiagnosticReport DocumentReference Composition
complication          * CodeableConcept
complicationDetail    * Reference -> Condition
followUp              * CodeableConcept
note                  * Annotation
focalDevice           * Procedure.focalDevice
usedReference         * Reference -> Device Medication Substance
usedCode              * CodeableConcept
""",
    "Procedure.performer": """
function   ? CodeableConcept
actor      1 Reference -> Practitioner PractitionerRole Organization Patient RelatedPerson Device
onBehalfOf ? Reference -> Organization
""",
    "Procedure.focalDevice": """
action      ? CodeableConcept
manipulated 1 Reference -> Device
""",
}
