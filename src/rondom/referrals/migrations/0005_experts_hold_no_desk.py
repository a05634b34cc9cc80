"""Desks that experts by experience got before the rule of R-040 stood: taken away, whoever asks first.

A rewrite would do it too, but only at the next change of staff; until then a stranger's referral could be
read. Whoever leads the team, or works there in another function too, keeps the desk.
"""

from django.db import migrations

from rondom.kernel.rls import as_owner

SYSTEM = "00000000-0000-0000-0000-000000000000"
WITHOUT_DESK = "('expert_by_experience', 'policy_officer', 'privacy_officer', 'researcher', 'administrator')"
TODAY = "(now() AT TIME ZONE 'Europe/Amsterdam')::date"

GRANTS = f"""
UPDATE access_grant g
   SET revoked_at = now(), revoked_by = '{SYSTEM}'
  FROM organizations_desk d
 WHERE d.space = g.space AND g.row = 'desk' AND g.revoked_at IS NULL
   AND EXISTS (
       SELECT FROM organizations_workingrole r
        WHERE r.professional_id = g.holder_id AND r.function = 'expert_by_experience')
   AND NOT EXISTS (
       SELECT FROM organizations_workingrole r LEFT JOIN organizations_team t ON t.id = r.team_id
        WHERE r.professional_id = g.holder_id AND r.function NOT IN {WITHOUT_DESK}
          AND (r.ends_on IS NULL OR r.ends_on >= {TODAY})
          AND (r.team_id = d.team_id OR r.organization_id = d.organization_id
               OR t.organization_id = d.organization_id))
   AND NOT EXISTS (
       SELECT FROM organizations_teamleadership l
        WHERE g.holder_id IN (l.professional_id, l.stand_in_id) AND l.team_id = d.team_id
          AND (l.ends_on IS NULL OR l.ends_on >= {TODAY}));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0004_pauses"),
        ("access", "0004_fewer_steps"),
        ("organizations", "0004_portrait"),
    ]
    operations = [as_owner(["access_grant"], GRANTS)]
