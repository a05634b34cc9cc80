"""Element tables of the resources that say who: Patient, Organization, Practitioner and role."""

from typing import Final

_GENDER: Final = "male|female|other|unknown"

PARTIES: Final[dict[str, str]] = {
    "Patient": f"""
identifier           * Identifier
active               ? boolean
name                 * HumanName
telecom              * ContactPoint
gender               ? code in {_GENDER}
birthDate            ? date
deceased[x]          ? boolean|dateTime
address              * Address
maritalStatus        ? CodeableConcept
multipleBirth[x]     ? boolean|integer
photo                * Attachment
contact              * Patient.contact
communication        * Patient.communication
generalPractitioner  * Reference -> Organization Practitioner PractitionerRole
managingOrganization ? Reference -> Organization
link                 * Patient.link
""",
    "Patient.contact": f"""
relationship * CodeableConcept
name         ? HumanName
telecom      * ContactPoint
address      ? Address
gender       ? code in {_GENDER}
organization ? Reference -> Organization
period       ? Period
""",
    "Patient.communication": """
language  1 CodeableConcept
preferred ? boolean
""",
    "Patient.link": """
other 1 Reference -> Patient RelatedPerson
type  1 code in replaced-by|replaces|refer|seealso
""",
    "Organization": """
identifier * Identifier
active     ? boolean
type       * CodeableConcept
name       ? string
alias      * string
telecom    * ContactPoint
address    * Address
partOf     ? Reference -> Organization
contact    * Organization.contact
endpoint   * Reference -> Endpoint
""",
    "Organization.contact": """
purpose ? CodeableConcept
name    ? HumanName
telecom * ContactPoint
address ? Address
""",
    "Practitioner": f"""
identifier    * Identifier
active        ? boolean
name          * HumanName
telecom       * ContactPoint
address       * Address
gender        ? code in {_GENDER}
birthDate     ? date
photo         * Attachment
qualification * Practitioner.qualification
communication * CodeableConcept
""",
    "Practitioner.qualification": """
identifier * Identifier
code       1 CodeableConcept
period     ? Period
issuer     ? Reference -> Organization
""",
    "PractitionerRole": """
identifier             * Identifier
active                 ? boolean
period                 ? Period
practitioner           ? Reference -> Practitioner
organization           ? Reference -> Organization
code                   * CodeableConcept
specialty              * CodeableConcept
location               * Reference -> Location
healthcareService      * Reference -> HealthcareService
telecom                * ContactPoint
availableTime          * PractitionerRole.availableTime
notAvailable           * PractitionerRole.notAvailable
availabilityExceptions ? string
endpoint               * Reference -> Endpoint
""",
    "PractitionerRole.availableTime": """
daysOfWeek         * code in mon|tue|wed|thu|fri|sat|sun
allDay             ? boolean
availableStartTime ? time
availableEndTime   ? time
""",
    "PractitionerRole.notAvailable": """
description 1 string
during      ? Period
""",
}
