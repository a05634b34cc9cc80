"""Element tables of what is asked and of the envelope: ServiceRequest, Task, Bundle."""

from typing import Final

from .datatypes import ANY_TYPE

_INTENTS: Final = "order|original-order|reflex-order|filler-order|instance-order|option"
_DOERS: Final = (
    "Practitioner PractitionerRole Organization CareTeam HealthcareService Patient Device RelatedPerson"
)
_ASKERS: Final = "Practitioner PractitionerRole Organization Patient RelatedPerson Device"
_PRIORITIES: Final = "routine|urgent|asap|stat"
_ANYTHING_TYPED: Final = f"""
type     1 CodeableConcept
value[x] 1 {ANY_TYPE}
"""

REQUESTS: Final[dict[str, str]] = {
    "ServiceRequest": f"""
identifier            * Identifier
instantiatesCanonical * canonical
instantiatesUri       * uri
basedOn               * Reference -> CarePlan ServiceRequest MedicationRequest
replaces              * Reference -> ServiceRequest
requisition           ? Identifier
status                1 code in draft|active|on-hold|revoked|completed|entered-in-error|unknown
intent                1 code in proposal|plan|directive|{_INTENTS}
category              * CodeableConcept
priority              ? code in {_PRIORITIES}
doNotPerform          ? boolean
code                  ? CodeableConcept
orderDetail           * CodeableConcept
quantity[x]           ? Quantity|Ratio|Range
subject               1 Reference -> Patient Group Location Device
encounter             ? Reference -> Encounter
occurrence[x]         ? dateTime|Period|Timing
asNeeded[x]           ? boolean|CodeableConcept
authoredOn            ? dateTime
requester             ? Reference -> {_ASKERS}
performerType         ? CodeableConcept
performer             * Reference -> {_DOERS}
locationCode          * CodeableConcept
locationReference     * Reference -> Location
reasonCode            * CodeableConcept
reasonReference       * Reference -> Condition Observation DiagnosticReport DocumentReference
insurance             * Reference -> Coverage ClaimResponse
supportingInfo        * Reference
specimen              * Reference -> Specimen
bodySite              * CodeableConcept
note                  * Annotation
patientInstruction    ? string
relevantHistory       * Reference -> Provenance
""",
    "Task": f"""
identifier            * Identifier
instantiatesCanonical ? canonical
instantiatesUri       ? uri
basedOn               * Reference
groupIdentifier       ? Identifier
partOf                * Reference -> Task
status                1 code in draft|requested|received|accepted|rejected|ready|cancelled|\
in-progress|on-hold|failed|completed|entered-in-error
statusReason          ? CodeableConcept
businessStatus        ? CodeableConcept
intent                1 code in unknown|proposal|plan|{_INTENTS}
priority              ? code in {_PRIORITIES}
code                  ? CodeableConcept
description           ? string
focus                 ? Reference
for                   ? Reference
encounter             ? Reference -> Encounter
executionPeriod       ? Period
authoredOn            ? dateTime
lastModified          ? dateTime
requester             ? Reference -> {_ASKERS}
performerType         * CodeableConcept
owner                 ? Reference -> {_DOERS}
location              ? Reference -> Location
reasonCode            ? CodeableConcept
reasonReference       ? Reference
insurance             * Reference -> Coverage ClaimResponse
note                  * Annotation
relevantHistory       * Reference -> Provenance
restriction           ? Task.restriction
input                 * Task.input
output                * Task.output
""",
    "Task.restriction": """
repetitions ? positiveInt
period      ? Period
recipient   * Reference -> Patient Practitioner PractitionerRole RelatedPerson Group Organization
""",
    "Task.input": _ANYTHING_TYPED,
    "Task.output": _ANYTHING_TYPED,
    "Bundle": """
identifier ? Identifier
type       1 code in document|message|transaction|transaction-response|batch|batch-response|\
history|searchset|collection
timestamp  ? instant
total      ? unsignedInt
link       * Bundle.link
entry      * Bundle.entry
signature  ? Signature
""",
    "Bundle.link": """
relation 1 string
url      1 uri
""",
    "Bundle.entry": """
link     * Bundle.link
fullUrl  ? uri
resource ? Resource
search   ? Bundle.entry.search
request  ? Bundle.entry.request
response ? Bundle.entry.response
""",
    "Bundle.entry.search": """
mode  ? code in match|include|outcome
score ? decimal
""",
    "Bundle.entry.request": """
method          1 code in GET|HEAD|POST|PUT|DELETE|PATCH
url             1 uri
ifNoneMatch     ? string
ifModifiedSince ? instant
ifMatch         ? string
ifNoneExist     ? string
""",
    "Bundle.entry.response": """
status       1 string
location     ? uri
etag         ? string
lastModified ? instant
outcome      ? Resource
""",
}
