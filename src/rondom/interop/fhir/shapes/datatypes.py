"""Element tables of FHIR R4's data types."""

from typing import Final

ANY_TYPE: Final = (
    "base64Binary|boolean|canonical|code|date|dateTime|decimal|id|instant|integer|markdown|oid|"
    "positiveInt|string|time|unsignedInt|uri|url|uuid|Address|Age|Annotation|Attachment|"
    "CodeableConcept|Coding|ContactPoint|Count|Distance|Duration|HumanName|Identifier|Money|"
    "Period|Quantity|Range|Ratio|Reference|SampledData|Signature|Timing|ContactDetail|"
    "Contributor|DataRequirement|Expression|ParameterDefinition|RelatedArtifact|"
    "TriggerDefinition|UsageContext|Dosage|Meta"
)
"""The types that `value[x]` may have where FHIR leaves it open."""

ELEMENT: Final = """
id        ? string
extension * Extension
"""

BACKBONE: Final = ELEMENT + "modifierExtension * Extension\n"

_QUANTITY: Final = """
value      ? decimal
comparator ? code in <|<=|>=|>
unit       ? string
system     ? uri
code       ? code
"""

DATATYPES: Final[dict[str, str]] = {
    "Extension": f"url 1 uri\nvalue[x] ? {ANY_TYPE}",
    "Meta": """
versionId   ? id
lastUpdated ? instant
source      ? uri
profile     * canonical
security    * Coding
tag         * Coding
""",
    "Narrative": """
status 1 code in generated|extensions|additional|empty
div    1 xhtml
""",
    "Coding": """
system       ? uri
version      ? string
code         ? code
display      ? string
userSelected ? boolean
""",
    "CodeableConcept": """
coding * Coding
text   ? string
""",
    "Identifier": """
use      ? code in usual|official|temp|secondary|old
type     ? CodeableConcept
system   ? uri
value    ? string
period   ? Period
assigner ? Reference -> Organization
""",
    "HumanName": """
use    ? code in usual|official|temp|nickname|anonymous|old|maiden
text   ? string
family ? string
given  * string
prefix * string
suffix * string
period ? Period
""",
    "ContactPoint": """
system ? code in phone|fax|email|pager|url|sms|other
value  ? string
use    ? code in home|work|temp|old|mobile
rank   ? positiveInt
period ? Period
""",
    "Address": """
use        ? code in home|work|temp|old|billing
type       ? code in postal|physical|both
text       ? string
line       * string
city       ? string
district   ? string
state      ? string
postalCode ? string
country    ? string
period     ? Period
""",
    "Period": """
start ? dateTime
end   ? dateTime
""",
    "Reference": """
reference  ? string
type       ? uri
identifier ? Identifier
display    ? string
""",
    "Annotation": """
author[x] ? Reference|string -> Practitioner Patient RelatedPerson Organization
time      ? dateTime
text      1 markdown
""",
    "Attachment": """
contentType ? code
language    ? code
data        ? base64Binary
url         ? url
size        ? unsignedInt
hash        ? base64Binary
title       ? string
creation    ? dateTime
""",
    "Quantity": _QUANTITY,
    "Age": _QUANTITY,
    "Count": _QUANTITY,
    "Distance": _QUANTITY,
    "Duration": _QUANTITY,
    "Money": """
value    ? decimal
currency ? code
""",
    "Range": """
low  ? Quantity
high ? Quantity
""",
    "Ratio": """
numerator   ? Quantity
denominator ? Quantity
""",
    "SampledData": """
origin     1 Quantity
period     1 decimal
factor     ? decimal
lowerLimit ? decimal
upperLimit ? decimal
dimensions 1 positiveInt
data       ? string
""",
    "Signature": """
type         + Coding
when         1 instant
who          1 Reference
onBehalfOf   ? Reference
targetFormat ? code
sigFormat    ? code
data         ? base64Binary
""",
    "Timing": """
modifierExtension * Extension
event  * dateTime
repeat ? Timing.repeat
code   ? CodeableConcept
""",
    "Timing.repeat": """
bounds[x]    ? Duration|Range|Period
count        ? positiveInt
countMax     ? positiveInt
duration     ? decimal
durationMax  ? decimal
durationUnit ? code in s|min|h|d|wk|mo|a
frequency    ? positiveInt
frequencyMax ? positiveInt
period       ? decimal
periodMax    ? decimal
periodUnit   ? code in s|min|h|d|wk|mo|a
dayOfWeek    * code in mon|tue|wed|thu|fri|sat|sun
timeOfDay    * time
when         * code
offset       ? unsignedInt
""",
}

DEFINING_TYPES: Final[dict[str, str]] = {
    "ContactDetail": """
name    ? string
telecom * ContactPoint
""",
    "Contributor": """
type    1 code in author|editor|reviewer|endorser
name    1 string
contact * ContactDetail
""",
    "Expression": """
description ? string
name        ? id
language    1 code
expression  ? string
reference   ? uri
""",
    "ParameterDefinition": """
name          ? code
use           1 code in in|out
min           ? integer
max           ? string
documentation ? string
type          1 code
profile       ? canonical
""",
    "RelatedArtifact": """
type     1 code in documentation|justification|citation|predecessor|successor|derived-from|\
depends-on|composed-of
label    ? string
display  ? string
citation ? markdown
url      ? url
document ? Attachment
resource ? canonical
""",
    "TriggerDefinition": """
type      1 code in named-event|periodic|data-changed|data-added|data-modified|data-removed|\
data-accessed|data-access-ended
name      ? string
timing[x] ? Timing|Reference|date|dateTime
data      * DataRequirement
condition ? Expression
""",
    "UsageContext": """
code     1 Coding
value[x] 1 CodeableConcept|Quantity|Range|Reference
""",
    "DataRequirement": """
type        1 code
profile     * canonical
subject[x]  ? CodeableConcept|Reference
mustSupport * string
codeFilter  * DataRequirement.codeFilter
dateFilter  * DataRequirement.dateFilter
limit       ? positiveInt
sort        * DataRequirement.sort
""",
    "DataRequirement.codeFilter": """
path        ? string
searchParam ? string
valueSet    ? canonical
code        * Coding
""",
    "DataRequirement.dateFilter": """
path        ? string
searchParam ? string
value[x]    ? dateTime|Period|Duration
""",
    "DataRequirement.sort": """
path      1 string
direction 1 code in ascending|descending
""",
    "Dosage": """
modifierExtension        * Extension
sequence                 ? integer
text                     ? string
additionalInstruction    * CodeableConcept
patientInstruction       ? string
timing                   ? Timing
asNeeded[x]              ? boolean|CodeableConcept
site                     ? CodeableConcept
route                    ? CodeableConcept
method                   ? CodeableConcept
doseAndRate              * Dosage.doseAndRate
maxDosePerPeriod         ? Ratio
maxDosePerAdministration ? Quantity
maxDosePerLifetime       ? Quantity
""",
    "Dosage.doseAndRate": """
type    ? CodeableConcept
dose[x] ? Range|Quantity
rate[x] ? Ratio|Range|Quantity
""",
}
"""Types that describe other material. They occur here only as a value of an open `value[x]`."""
